package hub_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers"

	"github.com/goalkeeper-dev/goalkeeper/app/hub/rest"
)

// contract holds requests and answers against GitHub's published description, on their way past.
type contract struct {
	*testing.T
	under  http.RoundTripper
	faulty bool // answers may be spoiled on purpose
	mu     sync.Mutex
	seen   map[string]bool // operations that were asked
}

// operation is one of the hub's operations with its description.
type operation struct {
	name    string // METHOD PATH as the hub writes it
	pattern *regexp.Regexp
	params  []string
	route   *routers.Route // nil for one that GitHub describes elsewhere
}

func (c *contract) RoundTrip(r *http.Request) (*http.Response, error) {
	path, ok := strings.CutPrefix(strings.TrimSuffix(r.URL.EscapedPath(), "/"), "/api/v3")
	if !ok {
		return c.under.RoundTrip(r)
	}
	var sent []byte
	if r.Body != nil {
		sent, _ = io.ReadAll(r.Body)
		r.Body = io.NopCloser(bytes.NewReader(sent))
	}
	response, err := c.under.RoundTrip(r)
	if err != nil {
		return response, err
	}
	answer, err := io.ReadAll(response.Body)
	response.Body.Close()
	response.Body = io.NopCloser(bytes.NewReader(answer))
	if err == nil {
		c.hold(r, path, sent, response, answer)
	}
	return response, err
}

func (c *contract) hold(r *http.Request, path string, sent []byte, response *http.Response, answer []byte) {
	if c.faulty && response.StatusCode >= 400 {
		return
	}
	if response.Header.Get("X-RateLimit-Remaining") == "" || response.Header.Get("X-GitHub-Request-Id") == "" {
		c.Errorf("%s %s: answer without rate limit or request id", r.Method, path)
	}
	if response.StatusCode >= 400 {
		var refusal struct{ Message, Documentation_url string }
		if json.Unmarshal(answer, &refusal) != nil || refusal.Message == "" || refusal.Documentation_url == "" {
			c.Errorf("%s %s: refusal %q is not in GitHub's form", r.Method, path, answer)
		}
		return
	}
	for _, o := range operations() {
		values := o.pattern.FindStringSubmatch(r.Method + " " + path)
		if values == nil {
			continue
		}
		c.mu.Lock()
		c.seen[o.name] = true
		c.mu.Unlock()
		if o.route != nil {
			if err := o.validate(r, values[1:], sent, response, answer); err != nil {
				c.Errorf("%s %s: %v", r.Method, path, err)
			}
		}
		return
	}
	c.Errorf("%s %s: no such operation", r.Method, path)
}

func (o operation) validate(r *http.Request, values []string, sent []byte, response *http.Response, answer []byte) error {
	options := &openapi3filter.Options{AuthenticationFunc: openapi3filter.NoopAuthenticationFunc, IncludeResponseStatus: true}
	request := r.Clone(context.Background())
	if bytes.Equal(bytes.TrimSpace(sent), []byte("null")) {
		sent = nil // how go-github sends no options
	}
	request.Body = io.NopCloser(bytes.NewReader(sent))
	if len(sent) > 0 {
		request.Header.Set("Content-Type", "application/json")
	}
	in := &openapi3filter.RequestValidationInput{Request: request, PathParams: map[string]string{}, Route: o.route, Options: options}
	for i, value := range values {
		in.PathParams[o.params[i]], _ = url.PathUnescape(value)
	}
	options.ExcludeRequestBody = slices.Contains(olderForms(), o.name)
	if err := openapi3filter.ValidateRequest(request.Context(), in); err != nil {
		return fmt.Errorf("request: %w", err)
	}
	if response.StatusCode == http.StatusNotModified || !strings.HasPrefix(response.Header.Get("Content-Type"), "application/json") && len(answer) > 0 {
		return nil
	}
	return openapi3filter.ValidateResponse(request.Context(), &openapi3filter.ResponseValidationInput{
		RequestValidationInput: in, Status: response.StatusCode, Header: response.Header, Options: options,
		Body: io.NopCloser(bytes.NewReader(answer)),
	})
}

// undescribed are the operations that GitHub's description does not list under their own path.
func undescribed() []string {
	return []string{
		"GET ",                               // the root is listed as "/"
		"GET /repos/{owner}/{repo}/contents", // contents of the root directory: listed with a path only
	}
}

// olderForms are the operations whose bodies go-github v60 sends in a form that GitHub takes without
// describing it any more: labels as a bare list, a reply as a comment.
func olderForms() []string {
	return []string{
		"POST /repos/{owner}/{repo}/issues/{number:int}/labels",
		"PUT /repos/{owner}/{repo}/issues/{number:int}/labels",
		"POST /repos/{owner}/{repo}/pulls/{number:int}/comments",
	}
}

var (
	parameter  = regexp.MustCompile(`\{(\w+)(:int|\.\.\.)?\}`)
	operations = sync.OnceValue(func() []operation {
		described := describedOperations()
		var all []operation
		for _, name := range rest.Operations() {
			o := operation{name: name}
			text := strings.NewReplacer(`(:int)`, `(\d+)`, `(...)`, `(.+)`, `()`, `([^/]+)`).Replace(parameter.ReplaceAllString(name, `($2)`))
			o.pattern = regexp.MustCompile("^" + text + "$")
			if route := described[parameter.ReplaceAllString(name, "{}")]; route != nil {
				o.route = route
				for _, m := range parameter.FindAllStringSubmatch(route.Path, -1) {
					o.params = append(o.params, m[1])
				}
			}
			all = append(all, o)
		}
		return all
	})
)

func describedOperations() map[string]*routers.Route {
	packed, err := os.Open("testdata/github-openapi.json.gz")
	if err != nil {
		panic(err)
	}
	defer packed.Close()
	unpacked, err := gzip.NewReader(packed)
	if err != nil {
		panic(err)
	}
	text, err := io.ReadAll(unpacked)
	if err != nil {
		panic(err)
	}
	doc, err := openapi3.NewLoader().LoadFromData(text)
	if err != nil {
		panic(err)
	}
	routes := map[string]*routers.Route{}
	for path, item := range doc.Paths.Map() {
		for method, op := range item.Operations() {
			routes[method+" "+parameter.ReplaceAllString(path, "{}")] = &routers.Route{
				Spec: doc, Path: path, PathItem: item, Method: method, Operation: op,
			}
		}
	}
	return routes
}

func TestEveryOperationIsDescribed(t *testing.T) {
	known := map[string]bool{}
	for _, name := range undescribed() {
		known[name] = true
	}
	for _, o := range operations() {
		if (o.route == nil) != known[o.name] {
			t.Errorf("%s: described %v", o.name, o.route != nil)
		}
	}
}
