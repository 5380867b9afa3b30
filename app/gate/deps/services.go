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
)

const (
	// far is what is asked over a network.
	far   = `(apis?|services?|servers?|endpoints?|registr(y|ies)|cdns?|webhooks?|providers?|feeds?|upstreams?|backends?|geocoders?|urls?|hosts?)`
	words = `(\S+ ){0,4}?`
	of    = `(an?|the|our|their|its|some|any|this|that|each|another) `
)

// outside are the ways to say that the product is to ask for something, or to send it,
// over a network, and not only to be asked.
var outside = regexp.MustCompile(`\b(third[- ]part(y|ies)|external|remote|public|online|hosted) (\S+ ){0,2}?` + far + `\b|\bthird[- ]part(y|ies) \w+er\b` +
	`|\b(quer(y|ies)|asks?|calls?|polls?|pings?|consults?|contacts?|integrates?|uses?|using|asking|calling|querying|hits?|(connects?|talks?|subscribes?|posts?|sends?) (\S+ ){0,4}?to|(sync\w*|sign\w*|log\w*) (\S+ ){0,3}?with) (` + of + `)?` + words + far + `\b` +
	`|\b(fetch(es|ed)?|loads?|loaded|reads?|gets?|taken?|takes?|pulls?|pulled|retrieve[sd]?|comes?|obtain(s|ed)?|look(s|ed)?|provided|requests?|sends?|sent|push(es|ed)?|uploads?|uploaded|reports?|deliver(s|ed)?|forward(s|ed)?|relay(s|ed)?|prox(y|ies)) (\S+ ){0,6}?(from|at|to|via|through|by|over|up (in|at|on)) (` + of + `)?` + words + far + `\b` +
	`|\b(from|on|over|to|via|through) (the )?(internet|web|net|network|cloud|https?)($|[^ \w-]| (and|or|for|by|when|at|in|if|with|to|from|every|once)\b)|\b(fetch|fetches|download|downloads|crawl|crawls|scrape|scrapes) (` + of + `|it\b|them\b|\w+s\b)|\b(fetched|downloaded|crawled|scraped) (from|on|again|at|every|once)\b` +
	`|\b(send|sends|fire|fires|deliver|trigger|emit|call)s? (` + of + `)?(\w+ )?webhooks?\b|\b(clients?|sdks?|wrappers?|connectors?|adapters?|integrations?) (for|to|with) \w|\bhttp client\b|\b(telemetry|analytics|oauth2?|sso|oidc|openid)\b|\blive (\w+ ){0,2}(data|rates?|prices?|feeds?|results?|scores?)\b|\bcheck(s|ed)? (\S+ ){0,3}?(links|urls)\b`)
