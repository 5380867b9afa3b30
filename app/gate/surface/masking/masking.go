// Package masking finds commands whose failure no longer shows. In comes a
// change, out go findings; each speaks only of what the change brought. It keeps
// nothing, so a process that dies here judges again.
package masking

import (
	"path"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/asks"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/surface/product"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

const checks = `\b(go\s+(test|vet|build|run)|gotestsum|golangci-lint|staticcheck|pytest|py\.test|python3?\s|unittest|jest|vitest|mocha|ava|tap|node\s|npm\s|npx\s|yarn\s|pnpm\s|bun\s|deno\s|tsc|eslint|prettier|mypy|ruff|flake8|pylint|black|tox|nox|cargo\s|mvn|gradle\w*|make\s|coverage|nyc|c8|bandit|cypress|playwright|run[-_]?tests?|tests?\.sh|check\.sh|verify|lint|\btests?\b|\$\(?\{?(TEST|CHECK|LINT|PYTEST|GO|NPM)\w*)`

// tidies are commands that make room, or take away what may not be there.
const tidies = `\b(mkdir|rmdir|rm|unlink|touch|kill|killall|pkill|createdb|dropdb|docker\s+(rm|stop|network)|docker[ -]compose\s+(down|rm|stop)|coverage\s+(erase|combine|html|xml|json|lcov)|go\s+clean|git\s+config)\b`

var (
	masks = []change.Pattern{
		{In: change.Code, Any: []string{"||"}, Re: regexp.MustCompile(checks + `.*\|\|\s*(true\b|:($|\s|;|"|')|exit\s+0|\w+=0\b|\[|test\s|\{?\s*echo\b|printf\b|\(?exit 0|/bin/true|return\s+0|cd\s+\.)`), Say: "the failure of the command no longer shows."},
		{In: change.Code, Any: []string{"exit 0", "; true", ";true", "; :", "exit(0)"}, Re: regexp.MustCompile(checks + `.*(;|&)\s*(exit\s+0|true|:)\s*("|'|$|;|\))`), Say: "the command succeeds whatever happened."},
		{In: change.Code, Any: []string{"set +e", "set +o", "+o errexit", "+e", "set +x"}, Re: regexp.MustCompile(`\bset\s+\+(e\b|\w*e\w*\b|o\s+(errexit|pipefail))`), Say: "the script goes on after a failure."},
		{In: change.Code, Any: []string{"--exit-zero", "--no-verify", "--passWithNoTests", "no-error", "--force-exit", "--forceExit", "--no-fail", "--keep-going", "ignore-errors", "--soft-fail", "--suppress", "-i "}, Re: regexp.MustCompile(`--exit-zero|--no-verify\b|--no-fail\b|--soft-fail|--no-errors?-on\S*|--ignore-errors|--exit-code[= ]0|--issues-exit-code[= ]0|--suppress-tests-exit-code|--max-fail-rate`), Say: "the command succeeds although it found something."},
		{In: change.Code, Any: []string{"exit-code: 0", "exit_code = 0", "exit-code = 0", "SHELL", "-exec", "dangerouslyIgnore", "--ignore-exit"}, Re: regexp.MustCompile(`^\s*(export\s+)?SHELL\s*[:?]?=\s*(/usr)?/bin/(true|echo)|^\.SHELLFLAGS\s*[:?]?=\s*(-c)?\s*$|\s-exec[= ](true|/bin/true|echo)\b|--dangerouslyIgnore\w+|--ignore-exit\S*|\bexit[-_]code["']?\s*[:=]\s*0\b`), Say: "the command succeeds whatever happened."},
		{In: change.Code, Any: []string{"success_codes", "warn=", "warn =", "ignore_retcode", "ignore_return", "ignore_exit"}, Re: regexp.MustCompile(`\bsuccess_codes\s*=\s*\[[^\]]*,|\brun\(.*\bwarn\s*=\s*True|\bignore_(retcode|return\w*|exit\w*)\s*[:=]\s*([tT]rue|yes)`), Say: "a failure of the command is let pass."},
		{In: change.Code, Any: []string{"$@", "$*"}, Re: regexp.MustCompile(`["']?\$[@*]["']?\s*(\|\||;)\s*(true\b|:|echo\b|return\s+0|printf\b)`), Say: "the failure of what it runs no longer shows."},
		{In: change.Code, Any: []string{"$@", "$*"}, Re: regexp.MustCompile(`["']?\$[@*]["']?[^|;]*\s\|\s*(sed|grep|awk|tee|cat|head|tail|perl)\b`), Say: "a pipe hides whether what it runs failed."},
		{In: change.Code, Any: []string{"local ", "declare ", "typeset ", "readonly ", "export "}, Re: regexp.MustCompile(`\b(local|declare|typeset|readonly|export)\s+(-\w+\s+)*\w+=["']?(\$\(|\x60)[^)\x60]*` + checks), Say: "the declaration ends well, however the command did."},
		{In: change.Code, Any: []string{"<("}, Re: regexp.MustCompile(`<\(\s*(\w+=\S+\s+)*(go\s+test|gotestsum|pytest|python3?\s+-m\s+(pytest|unittest)|(npx\s+)?(jest|vitest|mocha)|npm\s+(run\s+)?t(est)?\b|node\s+--test|make\s+(test|check)|tox|nox)\b`), Say: "nobody looks at how the command ends that feeds another one."},
		{In: change.Code, Any: []string{"FAIL", "fail"}, Re: regexp.MustCompile(`s[/|,#][^/|,#]*(FAIL|fail)[^/|,#]*[/|,#][^/|,#]*(PASS|pass|ok)\b`), Say: "it rewrites what the runner says."},
		{In: change.Code, Any: []string{"PIPESTATUS"}, Re: regexp.MustCompile(`PIPESTATUS\[(1|2|-1)\]`), Say: "it ends by how the end of the pipe ended."},
		{In: change.Code, Any: []string{"--continue-on-error", "--success", "--halt", "-s first", "-s last"}, Re: regexp.MustCompile(`--continue-on-error|--success[= ](first|last|!)|--halt[= ]never|concurrently\b.*\s-s\s+(first|last)`), Say: "a failure of the command is let pass."},
		{In: change.Code, Any: []string{"{0}"}, Re: regexp.MustCompile(`shell:\s*["']?(ba|z|da)?sh\s+(\+e\s+)?\{0\}`), Say: "the step goes on after a failure."},
		{In: change.Code, Any: []string{"exit $(("}, Re: regexp.MustCompile(`exit\s+\$\(\(.*([&*]\s*0|-\s*\w+)\s*\)\)`), Say: "the script ends well whatever happened."},
		{In: change.Code, Any: []string{"trap"}, Re: regexp.MustCompile(`\btrap\s+.*(exit\s+0|true|:).*\b(EXIT|ERR|0)\b`), Say: "the script ends well whatever happened."},
		{In: change.Code, Any: []string{"continue-on-error", "allow_failure", "ignore_outcome", "ignore_errors", "failOnStdErr", "allow-failure", "ignore_error"}, Re: regexp.MustCompile(`(continue-on-error|allow_failure|ignore_outcome|ignore_errors?|allow-failure)\s*[:=]\s*(true|yes|True)`), Say: "a failure of the step is let pass."},
		{In: change.Code, Any: []string{"|"}, Re: regexp.MustCompile(checks + `[^|]*[^|]\|\s*(tee|cat|grep|tail|head|sed|awk|less)\b`), Not: regexp.MustCompile(`pipefail|PIPESTATUS`), Say: "a pipe hides whether the command failed."},
	}
	prepares = regexp.MustCompile(tidies + `(?:[^|;()]|\$\(\w+\))*\|\|\s*(true\b|:)`)
	clears   = regexp.MustCompile(`^\s*(commands\w*\s*=\s*)?@?-@?\s*` + tidies + `[^;&|]*$`)
	makeDash = regexp.MustCompile(`^\t\s*@?-@?\s*` + checks + `|^\t-@?\S`)
	lastWord = regexp.MustCompile(`^\s*(exit\s+0|true|:|return\s+0)\s*;?$`)
	errexit  = regexp.MustCompile(`^\s*set\s+-\w*e|^\s*set\s+-o\s+(errexit|pipefail)|^#!.*\s-\w*e\b`)
	ignoring = regexp.MustCompile(`^\.IGNORE\b|^MAKEFLAGS\s*[+:]?=.*(-i|-k|--ignore|--keep)`)
	toxDash  = regexp.MustCompile(`^\s*(commands\w*\s*=\s*)?-\s*\S`)
	justDash = regexp.MustCompile(`^\s+@?-@?\S`)
	onePipe  = regexp.MustCompile(`[^|]\|[^|]`)
	thenSays = regexp.MustCompile(`^\s*[^#|&;]*` + checks + `[^|&;]*&&\s*(echo|printf|step|log|info|say)\b[^|&;]*$`)
	checker  = regexp.MustCompile(checks)
)

// Judge finds commands whose failure no longer shows: in scripts, recipes,
// configuration and package scripts.
func Judge(s *change.Set) ([]change.Finding, error) {
	var out []change.Finding
	for _, f := range s.Files {
		if f.New == "" || !holdsCommands(f.Path) {
			continue
		}
		for _, found := range s.Scan(f, masks) {
			n := found.Place.Line - 1
			if endsAsAsked(s, f.Is.Code[n]) || masksAsAsked(s, f, n) || strings.Contains(found.Reason, "of the step") && goesOnAsAsked(s, f.Is, n) || strings.Contains(found.Reason, "a pipe hides") && pipedBefore(f, n) {
				continue
			}
			if strings.Contains(found.Reason, "a pipe hides") && !masked(withoutLists(f.Is.Code[n])) {
				continue
			}
			if strings.Contains(found.Reason, "pipe") && (piped(f, n) && !strings.Contains(f.Is.Code[n], "$@") || strings.Contains(f.Is.Text, "pipefail")) || prepares.MatchString(f.Is.Code[n]) && !masked(prepares.ReplaceAllString(f.Is.Code[n], "")) || strings.Contains(found.Reason, "of the step") && hands(f.Is, n) {
				continue
			}
			out = append(out, found)
		}
		if x, ok := s.Spelled(f); ok {
			for _, found := range s.Scan(x, masks) {
				if n := found.Place.Line - 1; !strings.Contains(found.Reason, "pipe") && x.Is.Code[n] != f.Is.Code[n] && !prepares.MatchString(x.Is.Code[n]) {
					out = append(out, f.At(n, found.Reason))
				}
			}
		}
		for _, n := range f.Added() {
			text := f.Is.Code[n]
			switch {
			case s.Went(f.Is.Lines[n]), clears.MatchString(text), failsAsAsked(s, text):
			case path.Base(f.Path) == "tox.ini" && toxDash.MatchString(text) && checker.MatchString(text), isJust(f.Path) && justDash.MatchString(text) && checker.MatchString(text):
				out = append(out, f.At(n, "a failure of the command is let pass."))
			case language.IsScript(f.Path) && background.MatchString(text) && checker.MatchString(text) && !waitsEach(f.Is):
				out = append(out, f.At(n, "nothing looks at how the command ends that runs beside the script."))
			case language.IsScript(f.Path) && !isMake(f.Path) && thenSays.MatchString(text) && !ends(f.Is, n) && slices.ContainsFunc(f.Is.Lines, errexit.MatchString):
				out = append(out, f.At(n, "a command after which another one follows does not end the script."))
			case hidesOwn(f, n):
				out = append(out, f.At(n, "the failure of a script that stood by itself no longer shows."))
			case oneLine(f.Path) && followed(text) && !slices.ContainsFunc(f.Was.Code, followed):
				out = append(out, f.At(n, "the command that follows hides whether this one failed."))
			case isMake(f.Path) && (makeDash.MatchString(text) && checker.MatchString(text) || ignoring.MatchString(text)):
				out = append(out, f.At(n, "make goes on after a failure of the command."))
			case (f.From != "" || runsGiven(f.Is)) && lastWord.MatchString(text) && ends(f.Is, n) && !guarded(f.Is, n):
				out = append(out, f.At(n, "the script ends well whatever happened."))
			}
		}
		for _, n := range f.Removed() {
			if errexit.MatchString(f.Was.Lines[n]) && !keeps(f, f.Was.Lines[n]) && !collects(f.Is) {
				out = append(out, f.Gone(f.Was, n, "the script went no further after a failure, and now it does."))
			}
		}
	}
	for _, found := range hiddenRuns(s) {
		if !slices.ContainsFunc(out, func(o change.Finding) bool {
			return o.Place.Path == found.Place.Path && o.Place.Line == found.Place.Line
		}) {
			out = append(out, found)
		}
	}
	return out, nil
}

// pipedBefore tells whether what a line stands in the place of ended by the same end of
// a pipe.
func pipedBefore(f *change.File, n int) bool {
	end := func(text string) string { return strings.TrimSpace(text[strings.LastIndexByte(text, '|')+1:]) }
	return slices.ContainsFunc(f.Hunks, func(h change.Hunk) bool {
		return h.New <= n && n < h.NewEnd && slices.ContainsFunc(f.Was.Code[h.Old:h.OldEnd], func(l string) bool {
			return onePipe.MatchString(l) && end(l) == end(f.Is.Code[n])
		})
	})
}

// endsAsAsked tells whether all that a line lets pass is a status that people let pass for
// the command in the line.
func endsAsAsked(s *change.Set, text string) bool {
	m := asksStatus.FindStringSubmatch(text)
	return m != nil && !strings.ContainsAny(m[3], "|;") && asks.LetEnd(s.Sentences(), []string{m[2]}, func(word string) bool { return regexp.HasWord(strings.ToLower(m[1]), word) })
}

// failsAsAsked tells whether a line lets one command fail that people let fail.
func failsAsAsked(s *change.Set, text string) bool {
	return justDashed.MatchString(text) && asks.LetFail(s.Sentences(), spokenIn(text))
}

var (
	justDashed = regexp.MustCompile(`^\s*(?:commands\w*\s*=\s*)?@?-@?\s*[^;&|]+$`)
	ofCommand  = regexp.MustCompile(`[a-z][a-z0-9]+`)
)

// asksStatus is a command that may end with one other status.
var asksStatus = regexp.MustCompile(`^([^|;]*)\|\|\s*(?:\[+|test)\s*"?\$+\??\{?\?\}?"?\s*(?:-eq|==?)\s*"?(\d+)"?\s*\]*(.*)$`)

// withoutLists is a line without what it puts in its own words by commands that
// check nothing.
func withoutLists(text string) string {
	text = listing.ReplaceAllString(text, "")
	return substitution.ReplaceAllStringFunc(text, func(part string) string {
		if checker.MatchString(part) {
			return part
		}
		return ""
	})
}

var (
	substitution = regexp.MustCompile(`\$\([^()]*\)`)
	listing      = regexp.MustCompile(`\$?\$\(\s*(?:shell\s+)?(?:\$\(GO\)|\$\{GO\})\s+list\b[^()]*\)`) // a recipe's, whose tool has a name
)

// hands tells whether a step only hands on what others made: it checks nothing.
func hands(src *language.Source, n int) bool {
	from, to := n, n+1
	for from > 0 && !step.MatchString(src.Code[from]) {
		from--
	}
	for to < len(src.Code) && !step.MatchString(src.Code[to]) && (strings.TrimSpace(src.Code[to]) == "" || product.IndentOf(src.Code[to]) > product.IndentOf(src.Code[from])) {
		to++
	}
	text := language.Part(src.Code, from, to)
	return handing.MatchString(text) && !strings.Contains(text, "run:")
}

var (
	step    = regexp.MustCompile(`^\s*-\s+\w+:`)
	handing = regexp.MustCompile(`(?m)\buses:\s*\S*(codecov|coveralls|upload|artifact|cache|comment|notify|slack|publish|badge)\S*\s*$`)
)

// runsGiven tells whether a script runs what it is given and goes on whatever
// becomes of it.
func runsGiven(src *language.Source) bool {
	return language.Fact(&src.Facts, "runs given", func() bool {
		return slices.ContainsFunc(src.Code, runsArgs.MatchString) && !slices.ContainsFunc(src.Lines, errexit.MatchString) && !slices.ContainsFunc(src.Code, fails.MatchString)
	})
}

var runsArgs = regexp.MustCompile(`^\s*"?\$[@*]"?(\s|$)`)

// masked tells whether a line hides how a command ends.
func masked(text string) bool {
	return slices.ContainsFunc(masks, func(p change.Pattern) bool {
		return p.Re.MatchString(text) && (p.Not == nil || !p.Not.MatchString(text))
	})
}

// hidesOwn tells whether a script of the repository, whose end counted where it
// stood, stands in a line that hides how it ends.
func hidesOwn(f *change.File, n int) bool {
	m := ownScript.FindStringSubmatch(f.Is.Code[n])
	if m == nil || piped(f, n) {
		return false
	}
	own := m[1]
	hides := func(text string) bool { return masked(strings.Replace(text, own, "make check", 1)) }
	return hides(f.Is.Code[n]) && slices.ContainsFunc(f.Removed(), func(o int) bool {
		return strings.Contains(f.Was.Code[o], own) && !hides(f.Was.Code[o])
	})
}

var (
	ownScript  = regexp.MustCompile(`(?:^|[;&"]|\brun:)\s*[-@]*\s*(?:\w+=\S+\s+)*(?:(?:ba)?sh\s+)?((?:\./|(?:scripts?|bin|ci|tools?)/)[\w./-]*\w)`)
	background = regexp.MustCompile(`[^&>|]&\s*\)?\s*$`)
)
