package public

import (
	"path"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// How each language says which addresses are served: on something that routes, or by a
// mark above what answers.
var (
	goRoute   = regexp.MustCompile(`\.(HandleFunc|Handle)\(\s*"((?:[A-Z]+ )?[\w.-]*/[^"]*)"|\b(?:\w*[rR]outer|\w*[gG]roup|r|e|mux|app|api|engine|v\d+)\.(Get|Post|Put|Delete|Patch|GET|POST|PUT|DELETE|PATCH|Any|ANY)\(\s*"(/[^"]*)"\s*,`)
	pyRoute   = regexp.MustCompile(`^\s*@\w+(?:\.\w+)*\.(route|get|post|put|delete|patch|websocket)\(\s*["'](/[^"']*)["']`)
	djRoute   = regexp.MustCompile(`^\s*(?:re_)?path\(\s*r?["']([^"']+)["']\s*,`)
	nodeRoute = regexp.MustCompile("\\b(?:app|server|fastify|api|routes?|\\w*[rR]outer)\\.(get|post|put|delete|patch|all)\\(\\s*[\"'`](/[^\"'`]*)[\"'`]\\s*,")
)

// unserved are the addresses that the product served and no changed file serves any more,
// whatever the parts of them are called that are filled in.
func unserved(s *change.Set) (out []app.Public) {
	var gone []app.Public
	still := map[string]bool{}
	for _, f := range s.Files {
		for _, r := range routesOf(f.Is) {
			still[sameRoute(r)] = true
		}
		for _, r := range routesOf(f.Was) {
			gone = append(gone, app.Public{Kind: "HTTP route", Name: r, Path: f.From, Change: "removed"})
		}
	}
	for _, n := range gone {
		if at := sameRoute(n.Name); !still[at] {
			still[at] = true // told
			out = append(out, n)
		}
	}
	return out
}

// routesOf are the addresses that product code serves, with the method where it says one.
func routesOf(src *language.Source) (out []string) {
	if !src.Product() {
		return nil
	}
	form := map[string]*regexp.Regexp{"Go": goRoute, "Python": pyRoute, "JavaScript": nodeRoute}[src.Lang.Name]
	if path.Base(src.Path) == "urls.py" {
		form = djRoute
	}
	if form == nil || !src.May(form) {
		return nil
	}
	for _, l := range src.Code {
		for _, m := range form.FindAllStringSubmatch(l, -1) {
			var method, at string
			switch len(m) {
			case 2: // of Django
				at = "/" + strings.Trim(m[1], "^$")
			case 3:
				method, at = m[1], m[2]
			default:
				method, at = m[1]+m[3], m[2]+m[4]
			}
			if !anyMethod.MatchString(method) {
				at = strings.ToUpper(method) + " " + at
			}
			if out = append(out, at); strings.HasSuffix(at, " /") || at == "/" {
				out = out[:len(out)-1] // no note can tell of it
			}
		}
	}
	return out
}

// anyMethod registers an answer to whatever method, or to one that stands with the address.
var anyMethod = regexp.MustCompile(`^(?:|HandleFunc|Handle|route|all|Any|ANY|websocket)$`)

// sameRoute is an address without the names of its parts that are filled in.
func sameRoute(route string) string { return filledIn.ReplaceAllString(route, "*") }

var filledIn = regexp.MustCompile(`\{[^{}]*\}|<[^<>]*>|:\w+`)
