package thresholds

import (
	"io/fs"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/tests/suite"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var (
	checksFile = regexp.MustCompile(`(?i)^(\.pre-commit-config\.ya?ml|\.?bandit(\.ya?ml|\.toml)?|\.yamllint(\.ya?ml)?|\.hadolint\.ya?ml|\.?stylelint\w*(\.\w+)*|\.markdownlint\w*(\.\w+)*|\.?semgrep\.ya?ml|clippy\.toml|\.pydocstyle(\.ini)?|\.?jscpd\.json|audit-ci\.jsonc?|\.snyk|\.?gitleaks\.toml|staticcheck\.conf|\.?revive\.toml|\.?oxlintrc\.json|knip\.jsonc?|deny\.toml|\.golangci[\w.-]*|tslint\.json|\.jshintrc|\.importlinter|\.dependency-cruiser\.\w+|\.?lychee\.toml|\.?typos\.toml|\.prettierrc[\w.]*)$`)
	baselines  = regexp.MustCompile(`(?i)(^|/)[\w.-]*(baseline|suppressions?|allowlist|whitelist|known[-_]?(issues|failures|violations))[\w.-]*\.(json|ya?ml|toml|txt|xml|ini|cfg|neon)$|\.baseline$|(^|/)\.(eslint|stylelint|semgrep|trivy|nsp|snyk|mypy|flake8|pylint|prettier|biome|oxlint|coverage)ignore$|(^|/)eslint-suppressions\.json$`)
	// Keys whose values are what a check looks at.
	enables  = regexp.MustCompile(`(?i)^(enable|enabled|select|extend-select|extends|plugins?|linters|checks?|load-plugins|rules|presets|enable_error_code|extra_checks|source|collectCoverageFrom|hooks|repos|strictness)$`)
	cosmetic = regexp.MustCompile(`(?i)verbose|retries|repeat|workers|timeout|colou?r|cache|pretty|parallel|incremental|source-?map|quiet|show|print|emit|outdir|watch|^ui$|open|^jsx?$|module|declaration|composite|isolated|experimental|interop|decorator|format|report|timing|transform|globals|sort|import|preserve|target|lib$|private|clear|reset|restore|inject|mock`)
	rising   = regexp.MustCompile(`(?i)^max[-_]?|[-_]max$|complexity|[-_]?length$|[-_]depth|^(funlen|gocyclo|gocognit|cyclop|nestif|lll|dupl)$|^(lines|statements)$|warnings|min-?len|over|^line-length$|^(limit|budget|maxSize|maximum\w*)$`)
	strictly = regexp.MustCompile(`(?i)^(\w*strict\w*|tests|no(Implicit|Unused|Unchecked|Fallthrough|PropertyAccess|Uninit)\w+|exactOptional\w+|disallow_\w+|warn_\w+|check_untyped_defs|no_implicit_\w+|checkJs|alwaysStrict|useUnknown\w+|check-[\w-]+|fail[-_]?on[-_]?\w+|error_on_\w+|fail_ci_if_error|report\w+|enabled?|required|blocking|branch)$`)
	minima   = regexp.MustCompile(`(?i)examples|iterations|samples|num_?runs|threshold|coverage|c8rc|nycrc|\x1f(c8|nyc)\x1f`)
	quality  = regexp.MustCompile(`(?i)size-limit|bundlesize|bundlewatch|budget|eslint|jest|nyc|c8|mocha|stylelint|\x1fxo|ava|lint|coverage|mypy|ruff|flake8|pylint|pyright|bandit|black|isort|pydocstyle|vitest|\x1ftap|tool\.pytest|tool\.tox|tool\.poe|pytest|run$|report$`)
)

// relaxed compares what a configuration of checks says with what it said.
func relaxed(s *change.Set, f *change.File) []change.Finding {
	was, is := suite.SettingsOf(f.Was), suite.SettingsOf(f.Is)
	mixed := path.Base(f.Path) == "package.json" || path.Base(f.Path) == "pyproject.toml" || path.Base(f.Path) == "setup.cfg"
	var out []change.Finding
	for _, at := range slices.Sorted(maps.Keys(is)) {
		if mixed && !quality.MatchString(at) {
			continue
		}
		out = append(out, eased(s, f, at, was, is)...)
	}
	for _, at := range slices.Sorted(maps.Keys(was)) {
		if mixed && !quality.MatchString(at) {
			continue
		}
		if enables.MatchString(suite.Leaf(at)) {
			for _, v := range was[at] {
				if !still(is, v.Text) && f.IsRemoved(v.Line) && suite.Telling.MatchString(v.Text) && severity(v.Text) < 0 && !strings.ContainsAny(v.Text, "{}()") {
					gone := f.Gone(f.Was, v.Line, suite.Leaf(at)+" lists "+change.Clip(v.Text)+" no more.")
					gone.Place.Text = change.Clip(v.Text)
					out = append(out, gone)
				}
			}
		}
	}
	return out
}

// still tells whether a value stands anywhere in a configuration where it is no
// excuse.
func still(is suite.Settings, v string) bool {
	for at, all := range is {
		if !excusing(at) && slices.ContainsFunc(all, func(have suite.SetAt) bool { return have.Text == v }) || suite.Leaf(at) == v && severity(first(all)) != 0 && first(all) != "false" {
			return true
		}
	}
	return false
}

func first(all []suite.SetAt) string {
	if len(all) == 0 {
		return ""
	}
	return all[0].Text
}

func eased(s *change.Set, f *change.File, at string, was, is suite.Settings) []change.Finding {
	key, now := suite.Leaf(at), is[at]
	old, had := was[at]
	if len(now) == 0 {
		return nil
	}
	line := now[0].Line
	if suite.Keys.MatchString(key + "=") {
		return nil // which tests are collected
	}
	left := excusing(at)
	leaves := func(v suite.SetAt) bool {
		return left || strings.HasPrefix(v.Text, "!") && strings.ContainsAny(v.Text, "./*") && !f.Is.Lang.Code()
	}
	if left || slices.ContainsFunc(now, leaves) {
		for _, v := range now {
			if leaves(v) && f.IsAdded(v.Line) && !holds(was, at, v.Text) && !negative(v.Text) && !s.Went(f.Is.Lines[v.Line]) && !askedPath(s, strings.TrimPrefix(v.Text, "!")) && !unmeasured(s, f, strings.TrimPrefix(v.Text, "!")) && !suite.Defaults.MatchString(v.Text) && !suite.Unreachable.MatchString(v.Text) && !neverFails.MatchString(f.Is.Code[v.Line]) && !suite.ElsewhereRun(s, f, v.Line, []string{v.Text}) && !ofTests(f.Is, v.Line) && !scoped(s, f.Is, v.Line) && !excusedBefore(s)[v.Text] {
				return []change.Finding{f.At(v.Line, "more is left out of a check than before.")}
			}
		}
	}
	if left {
		return nil
	}
	if !f.IsAdded(line) || s.Went(f.Is.Lines[line]) {
		return nil
	}
	byHand := func(all []suite.SetAt) bool {
		return !slices.ContainsFunc(all, func(v suite.SetAt) bool { return strings.Trim(v.Text, "[] ") != "manual" })
	}
	if key == "stages" && (!had || !byHand(old)) && byHand(now) {
		return []change.Finding{f.At(line, "a check runs only where somebody asks for it by hand.")}
	}
	a, b := severity(first(old)), severity(now[0].Text)
	switch {
	case key == "typeCheckingMode" && had && slices.Index(modes, now[0].Text) >= 0 && slices.Index(modes, now[0].Text) < slices.Index(modes, first(old)):
		return []change.Finding{f.At(line, "types are checked less strictly than they were.")}
	case had && a > b && b >= 0 && !cosmetic.MatchString(key) && !suite.Numeric(first(old)):
		return []change.Finding{f.At(line, "a rule is milder than it was.")}
	case had && yes(first(old)) && negative(now[0].Text) && !cosmetic.MatchString(key) && !suite.Numeric(first(old)):
		return []change.Finding{f.At(line, "a check was turned off.")}
	case !had && strictly.MatchString(key) && negative(now[0].Text) && !suite.Numeric(now[0].Text):
		return []change.Finding{f.At(line, "a check was turned off.")}
	case !had && b == 0 && lintRules(f.Path, at) && !introduced(f, key):
		return []change.Finding{f.At(line, "a rule was turned off.")}
	case had && rising.MatchString(key) && len(old) > 0:
		x, okX := oneNumber(old)
		y, okY := oneNumber(now)
		if okX && okY && y > x && x > 0 && !suite.ToMove(s, f, line, key, x, y) && !minima.MatchString(f.Path+suite.Sep+at) {
			return []change.Finding{f.At(line, "more is tolerated than before.")}
		}
	}
	return nil
}

// modes are how strictly types are checked, the mildest first.
var modes = []string{"off", "basic", "standard", "recommended", "strict"}

// introduced tells whether a rule that the base did not know is on somewhere in
// a configuration: where it is off, nothing is milder than it was.
func introduced(f *change.File, name string) bool {
	return !f.Was.Holds(name) && slices.ContainsFunc(f.Is.Code, func(l string) bool {
		m := rule.FindStringSubmatch(l)
		return m != nil && m[1] == name && severity(m[2]) > 0
	})
}

func lintRules(p, at string) bool {
	p = strings.ToLower(p)
	return strings.Contains(at, "\x1frules\x1f") || strings.Contains(p, "lint") && strings.Contains(at, "rules") || strings.Contains(p, "pyright") || strings.Contains(at, "pyright") || strings.Contains(p, "biome")
}

func negative(word string) bool {
	switch strings.ToLower(word) {
	case "false", "no", "off", "0", "none", "null", "[]", "{}", "", "nil":
		return true
	}
	return false
}

var (
	sized  = regexp.MustCompile(`(?i)^(-?[\d.]+)\s*(|b|[km]i?b|ms|s|m|%)$`)
	unitOf = map[string]float64{"": 1, "b": 1, "kb": 1e3, "mb": 1e6, "kib": 1 << 10, "mib": 1 << 20, "ms": 1e-3, "s": 1, "m": 60, "%": 1}
)

func oneNumber(all []suite.SetAt) (float64, bool) {
	for _, v := range all {
		m := sized.FindStringSubmatch(v.Text)
		if m == nil {
			continue
		}
		if n, err := strconv.ParseFloat(m[1], 64); err == nil {
			return n * unitOf[strings.ToLower(m[2])], true
		}
	}
	return 0, false
}

// superseded finds new files that take a configuration's place, or that list
// what a check lets pass.
func superseded(s *change.Set, f *change.File) []change.Finding {
	if f.From != "" || f.New == "" {
		return nil
	}
	if baselines.MatchString(f.Path) && !language.IsTest(f.Path) && strings.TrimSpace(f.Is.Text) != "" {
		return []change.Finding{f.Whole("it lists what a check lets pass.")}
	}
	for _, mark := range suite.Supersedes[f.Base()] {
		for _, at := range []string{"pyproject.toml", "setup.cfg", "tox.ini", "package.json"} {
			text, err := fs.ReadFile(s.Candidate, at)
			if err == nil && suite.SectionAt(language.Read(at, string(text)), mark) >= 0 {
				return []change.Finding{f.Whole("it takes the place of what " + at + " says to the tool.")}
			}
		}
	}
	return nil
}

var (
	lenient = regexp.MustCompile(`--(ignore|extend-ignore|disable|exclude|extend-exclude|skip|per-file-ignores|new-from-rev|new-from-patch|new|quiet|warn-only|no-strict\w*|allow-[\w-]+|ignore-pattern|ignore-path|no-eslintrc|no-config-lookup|no-config|rule|severity-level|audit-level|skipLibCheck|follow-imports|ignore-missing-imports|disable-all|disable-error-code|exclude-[\w-]+|baseline|only-new|skip-[\w-]+|suppress[\w-]*|no-error-on-unmatched-pattern|omit|severity|min-severity|fast|isolatedModules|pass-on-no-patterns|suppress-all|no-warn[\w-]*|allow-untyped-\w+)\b|\s-(D|E)\s|\s-\w+=false\b`)
	rigid   = regexp.MustCompile(`--(strict[\w-]*|max-warnings|check|error-on-[\w-]+|fail-[\w-]+|pedantic|enable[\w-]*|warn-[\w-]+|disallow-[\w-]+|no-incremental|report-unused[\w-]*|noEmit|exit-code|min-confidence|check-untyped-defs|no-implicit[\w-]*|all)\b|-Werror\b`)
)

// eases finds commands of checkers that look at less, or are gone.
func eases(s *change.Set, f *change.File, h change.Hunk) []change.Finding {
	var out []change.Finding
	for o := h.Old; o < h.OldEnd; o++ {
		was := f.Was.Code[o]
		tool := suite.Checkers.FindString(was)
		if tool == "" || s.Came(f.Was.Lines[o]) || suite.SectionHead.MatchString(was) || suite.Depends.MatchString(was) || strings.Contains(was, "==") {
			continue
		}
		n := h.New + slices.IndexFunc(f.Is.Code[h.New:h.NewEnd], func(l string) bool { return strings.Contains(l, tool) })
		if n < h.New {
			if !slices.ContainsFunc(f.Is.Code[h.New:h.NewEnd], suite.Checkers.MatchString) && !slices.ContainsFunc(f.Is.Code, func(l string) bool { return strings.Contains(l, tool) && !suite.Depends.MatchString(l) }) && !handsOn(s, f.Is.Code[h.New:h.NewEnd], was, tool) {
				out = append(out, f.Gone(f.Was, o, "the command that ran "+tool+" is gone."))
			}
			continue
		}
		if less := milder(was, f.Is.Code[n], tool); less != "" {
			out = append(out, f.At(n, tool+less))
		}
	}
	return out
}

// milder says in what a command of a checker is milder than it was; empty: in nothing.
func milder(was, is, tool string) string {
	switch {
	case suite.Fresh(lenient, is, []string{was}):
		return " is told to look at less."
	case slices.ContainsFunc(rigid.FindAllString(was, -1), func(opt string) bool { return !strings.Contains(is, opt) }):
		return " is less strict than it was."
	case lessToCheck(was, is, tool):
		return " is given less to look at."
	}
	return ""
}

// handsOn tells whether one of the lines that came runs a file of the result in which the
// checker is as strict as it was.
func handsOn(s *change.Set, came []string, was, tool string) bool {
	return slices.ContainsFunc(came, func(line string) bool {
		return slices.ContainsFunc(suite.HandedTo(s, line), func(script string) bool {
			for l := range strings.Lines(script) {
				if strings.Contains(l, tool) && !strings.HasPrefix(strings.TrimSpace(l), "#") && milder(was, l, tool) == "" {
					return true
				}
			}
			return false
		})
	})
}

func lessToCheck(was, is, tool string) bool {
	given := func(text string) []string {
		var out []string
		_, rest, _ := strings.Cut(text, tool)
		for w := range strings.FieldsSeq(rest) {
			if w = strings.Trim(w, `"',`); w == "&&" || w == "||" || w == ";" || w == "|" || strings.HasPrefix(w, ">") {
				break
			} else if !strings.HasPrefix(w, "-") && suite.Argument.MatchString(w) {
				out = append(out, w)
			}
		}
		return out
	}
	now := given(is)
	whole := slices.ContainsFunc(now, func(w string) bool { return w == "." || w == "./..." })
	return len(now) > 0 && !whole && slices.ContainsFunc(given(was), func(w string) bool { return !slices.Contains(now, w) && !suite.Numeric(w) })
}

func holds(s suite.Settings, path, v string) bool {
	for _, have := range s[path] {
		if have.Text == v {
			return true
		}
	}
	return false
}
