package text

import "strings"

// Scrub takes credentials out of a text that is going to be published.
func (s *Secrets) Scrub(text string) string {
	for _, l := range s.find(text) {
		if secret := strings.TrimSpace(l.Secret); secret != "" {
			text = strings.ReplaceAll(text, secret, "[secret]")
		}
	}
	return text
}
