// Package risks tells of each changed source what a reviewer reads with care. In
// comes a change, out go findings; each speaks only of what the change brought.
// It keeps nothing, so a process that dies here judges again.
package risks

import (
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/surface/product"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// risky are the kinds of code that a reviewer reads with care, as a line says
// that it is one, by language.
var risky = []struct {
	kind string
	in   map[string]*regexp.Regexp
}{
	{"query", map[string]*regexp.Regexp{
		"Go":         regexp.MustCompile(sql + `|\.(Query|QueryRow|Exec|Prepare|Queryx|NamedExec|Raw)(Context)?\(\s*[^\s)]`),
		"Python":     regexp.MustCompile(sql + `|\.(execute|executemany|executescript|read_sql\w*)\(|\.objects\b|\.raw\(\s*f?["']|\bsession\.(query|scalars?)\(`),
		"JavaScript": regexp.MustCompile(sql + `|\.(query|execute|\$queryRaw\w*|\$executeRaw\w*)\s*[(\x60]|\bknex\b[.(]|\.(findOne|findMany|findUnique|updateMany|deleteMany|insertMany|aggregate)\(`),
	}},
	{"external call", map[string]*regexp.Regexp{
		"Go":         regexp.MustCompile(`\bhttp\.(Get|Post|PostForm|Head|NewRequest\w*|DefaultClient|Client)\b|\bexec\.Command|\bos\.StartProcess\(|\bnet\.(Dial|Listen|Lookup)\w*\(|\.(DialContext|RoundTrip)\(|\bsmtp\.\w+\(|\bgrpc\.(Dial|NewClient)\w*\(|\bwebsocket\.`),
		"Python":     regexp.MustCompile(`\b(requests|httpx|aiohttp|urllib3?|smtplib|ftplib|socket|subprocess|paramiko|boto3|grpc)\.\w|\burlopen\(|\bHTTPS?Connection\(|\bos\.(system|popen|exec\w+|spawn\w+|startfile)\(|\bcreate_subprocess_\w+\(`),
		"JavaScript": regexp.MustCompile(`(^|[^.\w])fetch\(|\bwindow\.fetch\(|\baxios\b[.(]|\bXMLHttpRequest\b|\bnew WebSocket\(|\bchild_process\b|\bhttps?\.(get|request)\(|(^|[^.\w])(spawn|spawnSync|execSync|execFile|execFileSync)\(|\bnodemailer\.|\bsendMail\(`),
	}},
	{"error handling", map[string]*regexp.Regexp{
		"Go":         regexp.MustCompile(`\brecover\(\)|\berrors\.(Is|As)\(|\berr\w*\s*==\s*nil\b`),
		"Python":     regexp.MustCompile(`^\s*(except\b|finally\s*:)|\bsuppress\(`),
		"JavaScript": regexp.MustCompile(`\bcatch\s*[({]|\bfinally\s*[({]`),
	}},
	{"access", nil},
}

// sql is a statement between quotes.
const sql = `(?:^|["'\x60])\s*(?:SELECT|INSERT INTO|UPDATE|DELETE FROM|WITH)\s|["'\x60\s](?i:select\s[^;]{1,200}\sfrom\s+[\w."]+\s*(?:["'\x60;,)]|$|(?:where|join|inner|left|order|group|limit|as)\b)|insert\s+into\s+[\w."]+\s*(?:\(|values\b|select\b)|update\s+[\w."]+\s+set\s|delete\s+from\s+[\w."]+\s*(?:["'\x60;]|$|where\b)|(?:create|alter|drop)\s+table\s)`

// access are words by which code says that it lets somebody in, or keeps a
// secret: whole words of its names.
var access = regexp.MustCompile(`(?i)(^|[^a-z])(o?auth2?|authn|authz|authenticate[ds]?|authentication|authorize[ds]?|authorization|log_?in|log_?out|passw(or)?d|jwt|csrf|credentials?|permissions?|bcrypt|hmac|encrypt|decrypt)([^a-z]|$)`)

// passesOn is the first line of a branch that does no more with an error than
// to give it to the caller.
var passesOn = regexp.MustCompile(`^\s*return\b.*\b(err\w*|\w+Err)\b`)

// List tells of each changed source what in its changed lines a reviewer reads
// with care, the first line of each kind. Line 0: it was taken out.
func List(s *change.Set) []app.Risk {
	var out []app.Risk
	for _, f := range s.Files {
		if !f.Product() {
			continue
		}
		for _, k := range risky {
			re := k.in[f.Is.Lang.Name]
			if k.in != nil && re == nil {
				continue
			}
			isOf := func(src *language.Source, n int) bool {
				switch {
				case re == nil:
					return access.MatchString(product.Humps.ReplaceAllString(src.Code[n], "$1-$2"))
				case k.kind == "error handling" && handles(src, n):
					return true
				}
				return re.MatchString(src.Code[n])
			}
			if line, found := riskyLine(s, f, isOf); found {
				out = append(out, app.Risk{Path: f.Path, Kind: k.kind, Line: line})
			}
		}
	}
	return out
}

// riskyLine is the first changed line of a kind, from 1; one that was moved has
// not changed.
func riskyLine(s *change.Set, f *change.File, is func(*language.Source, int) bool) (line int, found bool) {
	for _, n := range f.Added() {
		if !s.Went(f.Is.Lines[n]) && is(f.Is, n) {
			return n + 1, true
		}
	}
	for _, n := range f.Removed() {
		if !s.Came(f.Was.Lines[n]) && is(f.Was, n) {
			return 0, true
		}
	}
	return 0, false
}

// handles tells whether a line decides what becomes of an error: it stands in a
// branch that catches one, or opens one that does more than pass it on.
func handles(src *language.Source, n int) bool {
	if strings.TrimSpace(src.Bare[n]) == "" {
		return false
	}
	if src.Lang.Name == "Go" && product.GoGuard.MatchString(src.Bare[n]) {
		return n+1 < len(src.Bare) && !passesOn.MatchString(src.Bare[n+1])
	}
	at := product.IndentOf(src.Bare[n])
	for up := n - 1; up >= max(0, n-40); up-- {
		l := src.Bare[up]
		if strings.TrimSpace(l) == "" || product.IndentOf(l) >= at {
			continue
		}
		switch src.Lang.Name {
		case "Go":
			return product.GoGuard.MatchString(l) && !passesOn.MatchString(src.Bare[n])
		case "Python":
			return product.Narrow.MatchString(l)
		}
		return product.Catches.MatchString(l)
	}
	return false
}
