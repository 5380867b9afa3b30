package goalspec

import (
	"regexp"
	"slices"
	"strings"
)

// Resources are what the work may use. Empty lists leave it to the policy.
type Resources struct {
	Commands []string `json:"commands,omitempty"`
	Hosts    []string `json:"hosts,omitempty"`
	Tools    []string `json:"tools,omitempty"`
	Notes    []string `json:"notes,omitempty"` // what fits none of these
}

func (r Resources) clone() Resources {
	return Resources{
		Commands: slices.Clone(r.Commands), Hosts: slices.Clone(r.Hosts),
		Tools: slices.Clone(r.Tools), Notes: slices.Clone(r.Notes),
	}
}

var (
	resourceKey = regexp.MustCompile(`(?i)^(?:allowed\s+)?(commands?|network hosts?|network|hosts?|tools?)\s*:\s*(.+)$`)
	mayUseKey   = regexp.MustCompile(`(?i)^(?:you (?:may|can) (?:use|run|access|call|reach)|use only|only use)\s+(?:the\s+)?(commands?|network hosts?|hosts?|tools?)\s+(.+)$`)
	hostName    = regexp.MustCompile(`(?i)^(?:\*\.)?(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}(?::\d+)?$`)
)

// read adds one statement: "hosts: a.example, b.example", a host, a command in
// code marks, or a note.
func (r *Resources) read(words string) {
	words = strings.TrimSpace(words)
	kind, list := "", words
	for _, key := range []*regexp.Regexp{resourceKey, mayUseKey} {
		if m := key.FindStringSubmatch(words); m != nil {
			kind, list = strings.ToLower(m[1]), m[2]
		}
	}
	switch {
	case strings.HasPrefix(kind, "command"):
		for _, c := range splitList(list) {
			r.Commands = addOnce(r.Commands, c)
		}
	case kind != "" && !strings.HasPrefix(kind, "tool"):
		r.readHosts(words, list)
	case kind != "":
		for _, t := range splitList(list) {
			r.Tools = addOnce(r.Tools, t)
		}
	case hostName.MatchString(bareCode(words)):
		r.Hosts = addOnce(r.Hosts, bareCode(words))
	case looksLikeCommand(bareCode(words)) || strings.HasPrefix(words, "`") && bareCode(words) != words:
		r.Commands = addOnce(r.Commands, bareCode(words))
	default:
		r.Notes = addOnce(r.Notes, words)
	}
}

// readHosts keeps the whole statement as a note unless every entry is a host.
func (r *Resources) readHosts(words, list string) {
	hosts := splitList(list)
	for _, h := range hosts {
		if !hostName.MatchString(h) {
			r.Notes = addOnce(r.Notes, words)
			return
		}
	}
	for _, h := range hosts {
		r.Hosts = addOnce(r.Hosts, h)
	}
}

// written is one statement a line, such that read gives the same.
func (r Resources) written() []string {
	var out []string
	for _, c := range r.Commands {
		out = append(out, "commands: "+quoteItem(c))
	}
	for _, h := range r.Hosts {
		out = append(out, "hosts: "+h)
	}
	for _, t := range r.Tools {
		out = append(out, "tools: "+quoteItem(t))
	}
	return append(out, r.Notes...)
}

// quoteItem puts code marks around an entry that a list would tear apart.
func quoteItem(s string) string {
	if strings.Contains(s, ",") {
		return "`" + s + "`"
	}
	return s
}

// splitList splits at commas outside code marks and bares each entry.
func splitList(s string) []string {
	var out []string
	code, start := false, 0
	for i := 0; i <= len(s); i++ {
		if i < len(s) && s[i] == '`' {
			code = !code
		}
		if i == len(s) || s[i] == ',' && !code {
			if e := bareCode(strings.TrimSpace(s[start:i])); e != "" {
				out = append(out, e)
			}
			start = i + 1
		}
	}
	return out
}

// bareCode takes one pair of code marks off a whole entry.
func bareCode(s string) string {
	s = strings.TrimSuffix(strings.TrimSpace(s), ".")
	if len(s) > 2 && s[0] == '`' && strings.IndexByte(s[1:], '`') == len(s)-2 {
		return strings.TrimSpace(s[1 : len(s)-1])
	}
	return s
}

func addOnce(list []string, s string) []string {
	if slices.Contains(list, s) {
		return list
	}
	return append(list, s)
}
