package git

import (
	_ "embed"
	"log"
	"net/http"
	"net/http/cgi"
)

//go:embed pre-receive.sh
var preReceive string

// Serve describes one smart-HTTP request that the caller has already authorised.
type Serve struct {
	Repository Repository
	Path       string // what follows the repository's name, such as /info/refs
	User       string // who asks, for the log
	Push       bool   // whether the repository may be written
	Workflows  bool   // whether a push may change .github/workflows
	Log        *log.Logger
}

// IsPush reports whether the request writes, from its path below the repository and its query.
func IsPush(path string, r *http.Request) bool {
	return path == "/git-receive-pack" || r.URL.Query().Get("service") == "git-receive-pack"
}

// ServeHTTP hands the request to git http-backend. Bodies may be chunked and gzipped.
func (s Serve) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	settings := map[string]string{
		"http.uploadpack":               "true",
		"http.receivepack":              "false",
		"http.getanyfile":               "false",
		"uploadpack.allowFilter":        "true",
		"uploadpack.allowAnySHA1InWant": "true",
		"receive.hideRefs":              "refs/pull",
		"receive.advertisePushOptions":  "true",
	}
	if s.Push {
		settings["http.receivepack"] = "true"
	}
	env := append(s.Repository.store.environment(settings),
		"GIT_PROJECT_ROOT="+s.Repository.dir,
		"GIT_HTTP_EXPORT_ALL=1",
		"REMOTE_USER="+s.User,
		"GIT_PROTOCOL="+r.Header.Get("Git-Protocol"),
	)
	if !s.Workflows {
		env = append(env, "HUB_DENY_WORKFLOWS=1")
	}
	backend := cgi.Handler{
		Path:   s.Repository.store.git,
		Args:   []string{"http-backend"},
		Dir:    s.Repository.dir,
		Env:    env,
		Logger: s.Log,
		Stderr: s.Log.Writer(),
	}
	backend.ServeHTTP(w, plain(r, s.Path))
}

// plain is the request as CGI can take it: the body's length unknown rather than chunked, no credentials.
func plain(r *http.Request, path string) *http.Request {
	r = r.Clone(r.Context())
	r.URL.Path = path
	r.TransferEncoding = nil
	r.Header.Del("Authorization")
	r.Header.Del("Cookie")
	return r
}
