package deps

import (
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// services finds hosts that product code came to ask, where people speak of nothing
// that is asked over a network, and neither they nor the base name the host.
func services(s *change.Set) []change.Finding {
	var out []change.Finding
	for _, f := range s.Files {
		if f.New == "" || !f.Product() || !f.Holds("http://", "https://") || !slices.ContainsFunc(f.Added(), func(n int) bool { return fetches.MatchString(f.Is.Code[n]) }) {
			continue
		}
		for _, n := range f.Added() {
			if s.Went(f.Is.Lines[n]) {
				continue
			}
			if m := webHost.FindStringSubmatch(f.Is.Code[n]); m != nil && !reserved.MatchString(m[1]) && !knownHost(s, f, strings.ToLower(m[1])) {
				out = append(out, f.At(n, "the product asks "+m[1]+" now, a service that neither issue nor plan names."))
			}
		}
	}
	return out
}

// knownHost tells whether people speak of a host, by whose it is or by the
// network, or the base has it: in the file or beside it, or in the README.
func knownHost(s *change.Set, f *change.File, host string) bool {
	if s.Speaks(outside) || s.Said(host) {
		return true
	}
	labels := strings.Split(host, ".")
	if owner := labels[len(labels)-2]; s.Said(owner) || s.Said(strings.ReplaceAll(owner, "-", " ")) {
		return true
	}
	at := []string{"README.md", "package.json", "pyproject.toml"}
	dir := path.Dir(f.Path)
	if all, err := fs.ReadDir(s.Base, dir); err == nil {
		for _, e := range all[:min(len(all), maxBeside)] {
			at = append(at, path.Join(dir, e.Name()))
		}
	}
	return slices.ContainsFunc(s.Files, func(o *change.File) bool { return strings.Contains(strings.ToLower(o.Was.Text), host) }) ||
		slices.ContainsFunc(at, func(p string) bool {
			text, err := fs.ReadFile(s.Base, p)
			return err == nil && strings.Contains(strings.ToLower(string(text)), host)
		})
}

// maxBeside bounds the files beside one that are read for a host.
const maxBeside = 100

var (
	fetches  = regexp.MustCompile(`\b(http\.(Get|Post|PostForm|Head|NewRequest\w*)|\w*[cC]lient\.(Get|Post|Head|Do|get|post)|fetch|urlopen|urlretrieve|(axios|got|ky|needle|superagent)(\.\w+)?|(requests|httpx|\w*[sS]ession)\.(get|post|request|Client|AsyncClient|Session)|https?\.(get|request))\(|["'\x60](curl|wget)\b`)
	webHost  = regexp.MustCompile(`["'\x60\s]https?://([\w-]+(?:\.[\w-]+)*\.[A-Za-z]{2,})\b`)
	reserved = regexp.MustCompile(`(?i)(^|\.)(example\.(com|org|net)|localhost|localdomain|w3\.org|[\w-]+\.(test|invalid|local|example))$`)
	outside  = regexp.MustCompile(`\b(apis?|https?|urls?|fetch\w*|download\w*|upload\w*|webhooks?|endpoints?|remote\w*|servers?|services?|web\w*|online|internet|network\w*|hosts?|hosted|request\w*|clients?|prox(y|ies)|cdn|crawl\w*|scrap\w*|graphql|feeds?|live|upstream|registry|mirrors?|oauth|sso|notif\w*|telemetry|sync\w*|post(s|ed)? to|sends?|publish\w*|providers?|external\w*|third[- ]part\w*)\b`)
)
