// Package swallowed finds errors that are caught and dropped. In comes a change,
// out go findings; each speaks only of what the change brought. It keeps nothing,
// so a process that dies here judges again.
package swallowed

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/surface/product"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var (
	wide     = regexp.MustCompile(`^\s*except\s*:|^\s*except\s*\(?\s*(Exception|BaseException)\b|^\s*except\s*\([^)]*\b(Exception|BaseException)\b`)
	promises = regexp.MustCompile(`\.catch\(\s*(?:async\s*)?(?:\(\s*\w*\s*\)|\w+|function\s*\(\w*\))\s*(?:=>)?\s*(?:\{\s*\}|null|undefined|false|true|\(\s*\{\s*\}\s*\)|\[\s*\]|\w*noop\w*|0|"\s*"|'\s*'|\x60\s*\x60|\[\])\s*\)|\.catch\(\s*\w*noop\w*\s*\)|\.then\(.*,\s*\(\w*\)\s*=>\s*(?:\{\s*\}|\[\]|null|undefined|false|0|"\s*"|'\s*')\s*\)|unhandledRejection["'],\s*\(\w*\)\s*=>\s*\{\s*\}`)
	suppress = regexp.MustCompile(`\b(contextlib\.)?suppress\(\s*(Exception|BaseException)\b`)
	goDrop   = regexp.MustCompile(`^\s*_\s*=\s*(err|e)\w*\s*$|^\s*_\s*,?\s*=\s*(err|e)\b\s*$`)
	boundAs  = regexp.MustCompile(`\bas\s+(\w+)`)
	goRecov  = regexp.MustCompile(`\brecover\(\)`)
	uses     = regexp.MustCompile(`\b(raise|throw|return\s+err|panic|log\w*|logger|logging|warn\w*|print\w*|console|Error|Errorf|reject|next|exit|Exit|report\w*|capture\w*|emit|errors?|fail\w*|abort|notify|Fatal\w*|retry\w*|fallback\w*|setError|push|append|status|stderr|Write|http)\b`)
)

var (
	hushed    = regexp.MustCompile(`\{\s*(?:_\s*=\s*)?recover\(\)\s*;?\s*\}\(\)`)
	caughtBy  = regexp.MustCompile(`\.catch\(\s*(?:async\s*)?\(?\s*(\w*)\s*\)?\s*=>\s*\{`)
	silencing = regexp.MustCompile(`\berrors\s*=\s*["'](ignore|coerce)["']|\b(filterwarnings|simplefilter)\(\s*["']ignore|\breturn_exceptions\s*=\s*True|\bignore_errors\s*=\s*True|on_bad_lines\s*=\s*["'](skip|warn)["']`)
	several   = regexp.MustCompile(`except\s*\([^)]*,[^)]*\)|except\s+(OSError|RuntimeError|ArithmeticError|LookupError|ValueError|KeyError|TypeError)\b`)
)

// Judge finds errors that are caught and dropped. What says the error, or
// handles one of a kind, is no finding.
func Judge(s *change.Set) ([]change.Finding, error) {
	var out []change.Finding
	for _, f := range s.Files {
		out = append(out, slices.DeleteFunc(dropped(s, f), func(found change.Finding) bool {
			return found.Place.Path == f.Path && found.Place.Line > 0 && found.Place.Line <= len(f.Is.Bare) && failsAsAsked(s, f.Is, found.Place.Line-1)
		})...)
	}
	return out, nil
}

// dropped are the errors that are caught and dropped in a file.
func dropped(s *change.Set, f *change.File) []change.Finding {
	out := unguarded(s, f)
	if f.New == "" || !f.Product() || !f.Holds("except", "catch", "suppress", "err", "Err", "_ =", "recover", "then(", "ignore", "finally", "exceptions", "ettled", "pipeline(", "finished(", "exec", "readFile(", "writeFile(", "appendFile(", "readdir(", "rename(", "copyFile(") && !slices.ContainsFunc([]string{"raise", "throw", "rr", "panic(", "reject(", "check"}, f.Was.Holds) {
		return out
	}
	for _, n := range f.Added() {
		if (f.Is.Lang.Name == "Go" || !s.Went(f.Is.Lines[n])) && rerouted(s, f, n) {
			out = append(out, f.At(n, "what told its errors is called by way of a function that answers them with something else."))
			continue
		}
		if s.Went(f.Is.Lines[n]) || toldAnyway(f.Is, n) || passesAsAsked(s, f, n) || narrowed(f, n) {
			continue
		}
		if reason := drops(f, n); reason != "" && !elseAsAsked(s, f, n) {
			out = append(out, f.At(n, reason))
		} else if answersNothing(s, f, n) {
			out = append(out, f.At(n, "an error that was told before is answered with nothing."))
		} else if skipsLost(s, f, n) {
			out = append(out, f.At(n, "an error is answered with nothing, which the caller passes over."))
		} else if catchesAll(s, f, n) {
			out = append(out, f.At(n, "every error is taken for the one that people speak of."))
		} else if dropsOfNew(s, f, n) {
			out = append(out, f.At(n, "whatever goes wrong in new work is answered with nothing."))
		} else if m := lostError.FindStringSubmatch(f.Is.Bare[n]); m != nil && f.Is.Lang.Name == "Go" && tellsErrors(f.Is, m[1]) {
			out = append(out, f.At(n, "an error of "+m[1]+" is dropped."))
		}
	}
	out = append(out, unsaid(s, f)...)
	out = append(out, hollowed(f)...)
	out = append(out, demoted(s, f)...)
	out = append(out, unsettled(f)...)
	out = append(out, unraised(s, f)...)
	out = append(out, fellSilent(s, f)...)
	out = append(out, quietened(s, f)...)
	out = append(out, lastLost(s, f)...)
	return append(out, muffled(s, f)...)
}

// lostError is a call of a function beside it whose answer nobody looks at.
var lostError = regexp.MustCompile(`^\s*_\s*=\s*(\w+)\(`)

// tellsErrors tells whether a function of the file gives an error alone.
func tellsErrors(src *language.Source, name string) bool {
	fn, ok := src.Named(name)
	return ok && strings.HasSuffix(strings.TrimSpace(src.Bare[fn.Head]), ") error {")
}

var asksFor = regexp.MustCompile(`\b(?:must|should|shall|has to|have to)\b[^.\n]{0,80}\b(?:raise|throw|reject with|rejects with)\s+(?:an?\s+)?["'\x60]?([a-z]\w{5,})`)

// unsaid finds handlers that came to a file which knows the error that people
// asked for, and never tells it.
func unsaid(s *change.Set, f *change.File) []change.Finding {
	for _, m := range s.Sought(asksFor) {
		name := m[1]
		has := func(as bool) bool {
			return slices.ContainsFunc(f.Is.Bare, func(l string) bool { return declared.MatchString(l) == as && regexp.HasWord(strings.ToLower(l), name) })
		}
		if n := slices.IndexFunc(f.Added(), func(n int) bool {
			return product.Narrow.MatchString(f.Is.Bare[n]) || product.Catches.MatchString(f.Is.Bare[n])
		}); n >= 0 && has(true) && !has(false) {
			return []change.Finding{f.At(f.Added()[n], "errors are caught, and the one that people asked for is never told.")}
		}
	}
	return nil
}

// declared is a line that makes a name known.
var declared = regexp.MustCompile(`^\s*(export\s+)?(class|import|from)\b`)

// narrowed tells whether a handler of Python stands in the place of one that caught more.
func narrowed(f *change.File, n int) bool {
	indent := product.IndentOf(f.Is.Bare[n])
	return product.Narrow.MatchString(f.Is.Bare[n]) && !wide.MatchString(f.Is.Bare[n]) && slices.ContainsFunc(f.Hunks, func(h change.Hunk) bool {
		return h.New <= n && n < h.NewEnd && slices.ContainsFunc(f.Was.Bare[h.Old:h.OldEnd], func(was string) bool {
			return wide.MatchString(was) && product.IndentOf(was) == indent
		})
	})
}

func drops(f *change.File, n int) string {
	text := f.Is.Bare[n]
	switch f.Is.Lang.Name {
	case "Python":
		switch {
		case suppress.MatchString(text):
			return "every error is dropped."
		case wide.MatchString(text) && emptyHandler(f.Is, n):
			return "every error is caught and dropped."
		case wide.MatchString(text) && wraps(f, n) && mute(pyBody(f.Is, n), boundName(text)):
			return "every error that was told before is caught, and nobody hears of it."
		case family.MatchString(text) && under(f, n):
			return "errors that were told before are dropped."
		case silencing.MatchString(f.Is.Code[n]) && !looksThrough(f.Is, n) && !(f.Is.Tidies(n) && !strings.Contains(f.Was.Text, "rmtree(")):
			return "errors are told to be silent."
		case garbles.MatchString(f.Is.Code[n]) && readStrictly(f, n):
			return "what cannot be read was an error, and is garbled now."
		case strings.TrimSpace(text) == "finally:" && strings.Contains(pyBody(f.Is, n), "return"):
			return "a return in finally drops every error."
		case wide.MatchString(text) && wraps(f, n) && choosy.MatchString(pyBody(f.Is, n)):
			return "all errors but one kind are dropped."
		case product.Narrow.MatchString(text) && wraps(f, n) && several.MatchString(text) && emptyHandler(f.Is, n):
			return "errors that were told before are dropped."
		case product.Narrow.MatchString(text) && silentHandler(f.Is, n) && wraps(f, n) && !soAlready(f.Is, n):
			return "an error that was told before is dropped."
		}
	case "JavaScript":
		switch {
		case promises.MatchString(text):
			return "a rejected promise is dropped."
		case firstError.MatchString(text) && takesNothing(f.Is, n):
			return "what went wrong goes to a callback that does not take it."
		case caughtBy.MatchString(text):
			m := caughtBy.FindStringSubmatch(text)
			if body := handler(f.Is, n); !product.Passes.MatchString(body) && dropsAll(product.Muted(body), m[1]) && strings.Contains(body, "return") {
				return "a rejected promise goes into a log at most."
			}
		case product.Catches.MatchString(text):
			name := product.Catches.FindStringSubmatch(text)[1]
			body := handler(f.Is, n)
			if choosy.MatchString(body) && wraps(f, n) {
				return "all errors but one kind are dropped."
			}
			if emptyBody(body) || (dropsAll(body, name) || mute(body, name) && givesUp.MatchString(body)) && (wraps(f, n) || triesGiven(f.Is, n)) {
				return "an error is caught and dropped."
			}
		}
	case "Go":
		return dropsGo(f, n, text)
	}
	return ""
}

// looksThrough tells whether the errors that a call gives among its answers are
// told by what follows.
func looksThrough(src *language.Source, n int) bool {
	fn, in := src.Around(n)
	return in && strings.Contains(src.Code[n], "return_exceptions") && amongAnswers.MatchString(language.Part(src.Bare, n+1, fn.End)) && strings.Contains(language.Part(src.Bare, n+1, fn.End), "raise")
}

var amongAnswers = regexp.MustCompile(`\bisinstance\([^)]*(Exception|Error)\b`)

// firstError is a call that tells a callback of what went wrong.
var firstError = regexp.MustCompile(`(^|[^.\w])((fs|stream|cp|child_process)\.)?(pipeline|finished|exec|execFile|readFile|writeFile|appendFile|readdir|rename|copyFile)\(`)

// takesNothing tells whether the callback of a call takes no argument.
func takesNothing(src *language.Source, n int) bool {
	text, _ := product.Statement(src, n)
	return noArgument.MatchString(strings.Join(strings.Fields(text), " "))
}

var noArgument = regexp.MustCompile(`,\s*(async\s+)?(\(\s*\)\s*=>|function\s*\w*\s*\(\s*\))[^()]*(\([^()]*\)[^()]*)*\)\s*;?\s*$`)

// choosy is a handler that tells errors of one kind and answers all others with
// nothing.
var choosy = regexp.MustCompile(`(?s)^\s*(\{\s*)?if\b[^!\n]*?(\{\s*|:\s*|\)\s*)(throw|raise)\b[^\n]*\n(\s*\}\n)?\s*return\s*(\[\s*\]|\{\s*\}|null|undefined|None|false|False|0|""|'')?\s*;?\s*$`)

// ownError answers with an error by its name.
var ownError = regexp.MustCompile(`\breturn\b.*\b(\w+\.)?[eE]rr[A-Z]\w*`)

// refuses answers no, which an error may mean.
var refuses = regexp.MustCompile(`\breturn false, nil\b`)

func dropsGo(f *change.File, n int, text string) string {
	switch {
	case goDrop.MatchString(text), unsure.MatchString(text) && returnsError(f.Is, n), unheard(f.Is, n):
		return "an error is thrown away."
	case product.GoGuard.MatchString(text):
		body := handler(f.Is, n)
		name := product.GoGuard.FindStringSubmatch(text)[1]
		if ownError.MatchString(body) {
			return ""
		}
		if emptyBody(body) {
			return "an error is looked at and dropped."
		}
		if rest := tidyingUp.ReplaceAllString(body, ""); dropsAll(rest, name) && strings.Contains(rest, "nil") && !refuses.MatchString(body) && returnsError(f.Is, n) {
			return "an error is answered with none."
		}
		if dropsAll(body, name) && wraps(f, n) && !refuses.MatchString(body) && !ofNewWork(f, n, name) {
			return "an error that was told before is dropped."
		}
	case hushed.MatchString(text):
		return "a panic is dropped."
	case goRecov.MatchString(text):
		part := sameBlock(f.Is, n)
		if !uses.MatchString(strings.ReplaceAll(part, "recover()", "")) && (!strings.Contains(part, "err =") && !strings.Contains(part, "err=") || noneNow.MatchString(part)) {
			return "a panic is dropped."
		}
	}
	return ""
}

// unsure drops the error of a call that does the work of a file.
var unsure = regexp.MustCompile(`^\s*_\s*=\s*(?:os\.(?:Rename|WriteFile|Symlink|Link|Truncate)|json\.Unmarshal|xml\.Unmarshal|yaml\.Unmarshal)\(`)

// tidyingUp are lines of a handler that take away what was begun.
var tidyingUp = regexp.MustCompile(`(?m)^\s*(?:_ = )?(?:os\.(?:Remove|RemoveAll)|\w+(?:\.\w+)*\.(?:Close|Rollback|Abort|Cancel|Unlock|Stop))\([^()]*(?:\([^()]*\))?[^()]*\)\s*$`)

// noneNow gives nil for an error.
var noneNow = regexp.MustCompile(`\berr\s*=(.*,)?\s*nil\s*(\n|$|\})`)

// sameBlock is a line with what follows it in its block.
func sameBlock(src *language.Source, n int) string {
	depth, end := product.IndentOf(src.Bare[n]), n+1
	for ; end < min(len(src.Bare), n+30); end++ {
		if text := src.Bare[end]; strings.TrimSpace(text) != "" && product.IndentOf(text) < depth {
			break
		}
	}
	return language.Part(src.Bare, n, end)
}

// returnsError tells whether the function around a line answers with an error.
func returnsError(src *language.Source, n int) bool {
	fn, ok := src.Around(n)
	if !ok {
		return false
	}
	head := language.Part(src.Bare, fn.Head, min(fn.Head+6, n))
	head, _, _ = strings.Cut(head, "{\n")
	return strings.Contains(head, "error")
}

// family are errors of many kinds at once.
var family = regexp.MustCompile(`\bsuppress\([^)]*\b(Error|\w*Exception|OSError|RuntimeError|ArithmeticError|LookupError|ValueError|KeyError|TypeError|HTTPError)\s*[,)]`)

var tells = regexp.MustCompile(`\braise\b|\bthrow\b|return\b.*\b(err\w*|fmt\.Errorf|errors\.\w+)\b|\bpanic\(|\breject\(|\blog\w*\.(error|exception|Error|Fatal)|console\.error`)

// givesUp is a handler that only answers.
var givesUp = regexp.MustCompile(`^\s*return\b[^;\n]*;?\s*$`)
