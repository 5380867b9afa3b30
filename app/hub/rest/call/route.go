package call

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/hub/refusal"
)

// Route is one operation: a method, a path below the API's base and what answers.
//
// In a path {name} stands for one segment, {name:int} for a number and {name...} for one or more segments.
type Route struct {
	Method, Path string
	Handle       func(*Call) error
	App          bool // only for the App itself, by its JWT
}

// Table finds the route of a request; earlier routes win.
type Table struct{ entries []entry }

type entry struct {
	Route
	pattern *regexp.Regexp
	names   []string
}

var placeholder = regexp.MustCompile(`\{(\w+)(:int|\.\.\.)?\}`)

// NewTable prepares the routes. A route with a malformed path panics.
func NewTable(routes []Route) Table {
	var t Table
	for _, r := range routes {
		e := entry{Route: r}
		text := placeholder.ReplaceAllStringFunc(r.Path, func(part string) string {
			m := placeholder.FindStringSubmatch(part)
			e.names = append(e.names, m[1])
			switch m[2] {
			case ":int":
				return `(\d+)`
			case "...":
				return `(.+)`
			}
			return `([^/]+)`
		})
		e.pattern = regexp.MustCompile("^" + text + "$")
		t.entries = append(t.entries, e)
	}
	return t
}

// find returns the route for the method and escaped path, with the path's parameters unescaped.
func (t Table) find(method, path string) (Route, map[string]string, error) {
	path = strings.TrimSuffix(path, "/")
	for _, e := range t.entries {
		if e.Method != method && (method != http.MethodHead || e.Method != http.MethodGet) {
			continue
		}
		values := e.pattern.FindStringSubmatch(path)
		if values == nil {
			continue
		}
		params := map[string]string{}
		for i, name := range e.names {
			value, err := url.PathUnescape(values[i+1])
			if err != nil {
				return Route{}, nil, refusal.BadRequest("Malformed path")
			}
			params[name] = value
		}
		return e.Route, params, nil
	}
	return Route{}, nil, refusal.NotFound()
}
