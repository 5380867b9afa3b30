package goalspec_test

import (
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"pgregory.net/rapid"

	"github.com/goalkeeper-dev/goalkeeper/goalspec"
)

// TestBansLeavePathsOut holds that an exception of paths which lie under a ban is a part of
// that ban, wherever it stands, and that any other is none.
func TestBansLeavePathsOut(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"Do not modify: `a/**`, except `a/b/**`":                                   "deny=[a/** but a/b/**]",
		"Do not modify: a/** except a/b/**":                                        "deny=[a/** but a/b/**]",
		"Off limits: `a/` (but `a/b/` may change)":                                 "deny=[a/ but a/b/]",
		"Off limits: `a/` (only `a/b.go` may be edited), `c/`":                     "deny=[a/ but a/b.go c/]",
		"Do not modify:\n- `a/` (their code), except `a/b` and `a/c.go`":           "deny=[a/ but a/b but a/c.go]",
		"Do not modify:\n- `a/` (except `a/b/`), `c/` (except `c/d/`)":             "deny=[a/ but a/b/ c/ but c/d/]",
		"Do not modify:\n- `a/`, `c/` except `c/d.go`":                             "deny=[a/ c/ but c/d.go]",
		"Do not modify:\n- all files under `a/`, but not `a/b.go`":                 "deny=[a/ but a/b.go]",
		"Do not modify:\n- **/*.sql except db/new.sql":                             "deny=[**/*.sql but db/new.sql]",
		"Do not modify:\n- `docs/` except README.md":                               "deny=[docs/ but README.md]",
		"Do not modify:\n- `**` except `a/`":                                       "deny=[** but a/]",
		"Do not modify:\n\n| Path | Why |\n|---|---|\n| `a/` except `a/b` | old |": "deny=[a/ but a/b]",
		"Leave db/ alone apart from db/seeds/.":                                    "deny=[db/ but db/seeds/]",
		"Do not touch `a/` or `b/`, with the exception of `b/x.go`.":               "deny=[a/ b/ but b/x.go]",
		"Constraints:\n- Nothing in `a/` changes other than `a/b.go`":              "deny=[a/ but a/b.go]",
		"Constraints:\n- `a/` aside from `a/b/` stays as it is":                    "deny=[a/ but a/b/]",
		"Constraints:\n- Apart from `a/b.go` and `a/c.go`, leave `a/` alone":       "deny=[a/ but a/b.go but a/c.go]",
		"Constraints:\n- Except for `a/b.yaml`, `a/` is off limits":                "deny=[a/ but a/b.yaml]",
		"Constraints:\n- `a/` is off limits, though `a/b/` may still change":       "deny=[a/ but a/b/]",
		"Constraints:\n- Never touch `a/` except `a/b/`, and do not edit `c/`":     " GS046",
		"Constraints:\n- Keep `a/` (excluding the file `a/b.go`) unchanged":        "deny=[a/ but a/b.go]",
		"`a/` other than `a/b` is not changed.":                                    "deny=[a/ but a/b]",
		"Constraints:\n- `a/` must not change. The only exception is `a/b/`.":      "deny=[a/]",
		"Constraints:\n- Leave `a/` alone (exceptions: `a/b/`, `a/c.go`)":          "deny=[a/ but a/b/ but a/c.go]",
		"Constraints:\n- No changes in `a/` besides `a/b/`":                        "deny=[a/ but a/b/]",
		"Constraints:\n- Don't touch `a/`; `a/b/` is fine":                         "deny=[a/]",
		"Constraints:\n- Don't touch `a/`; `b/c/` may change":                      "deny=[a/] GS045",
		"Constraints:\n- Don't touch `a/`; `a/b/` is fine as an example":           "deny=[a/]",
		"Do not modify `a/`. Except for `a/b/`. Its tests stay green.":             "deny=[a/]",
		"Do not modify `a/`. The only exception is `a/b/`, for the index.":         "deny=[a/]",
		"Keep to the style guide. Except for `a/b/`.":                              "",
		// in items of their own
		"Do not modify:\n- `a/**`\n  - except `a/b/**`\n- `c/`":               " GS022",
		"Do not modify:\n- `c/`\n- `a/**`\n- except for a/b/ and `a/c.go`":    " GS022",
		"Do not modify:\n- `a/` (theirs)\n- except `a/b`\n- but not `a/c`":    " GS022 GS044",
		"Do not modify:\n- `a/`, except for:\n  - `a/b/`\n  - a/c.go\n- `d/`": " GS022 GS022 GS022",
		"Do not modify:\n- `a/`\n- `c/`\n- except `a/b`":                      " GS022",
		"Do not modify:\n- except `a/b`\n- `a/`":                              " GS022",
		"Do not modify:\n- `a/` except:\n- `b/`":                              " GS022 GS044",
		"Do not modify:\n- `a/` except:\n  - the tests":                       " GS022 GS022 GS046",
		// that nothing is left out forbids no less
		"Do not modify:\n- `a/**`, no exceptions\n- `b/` (without exception)": "deny=[a/** b/]",
		"Do not touch `a/`, no exceptions whatsoever.":                        "deny=[a/]",
		"Constraints:\n- Never, without any exception, change `a/`":           "deny=[a/]",
		"Constraints:\n- Leave `a/` alone without exception, and `b/` too":    "deny=[a/ b/]",
		"Only modify: `a/`, no exceptions":                                    "allow=[a/]",
		"Constraints:\n- `a/x.py` ends without exceptions in the log":         " GS045",
		// words around the paths say that less, or more, is left out
		"Constraints:\n- Leave `a/` alone except for `a/b/` if the tests need it":           " GS046",
		"Constraints:\n- Leave `a/` alone except for `a/b/` and its tests":                  " GS046",
		"Constraints:\n- Leave `a/` alone except for new files in `a/b/`":                   " GS046",
		"Constraints:\n- Do not touch `a/` (except `a/b/`, where a table is added) or `c/`": " GS046",
		"Constraints:\n- Do not touch `a/` except `a/b/` except `a/b/c/`":                   " GS046",
		"Constraints:\n- Do not touch `a/` except the logging":                              " GS046",
		"Do not modify:\n- `a/` except one file":                                            "deny=[a/] GS044",
		"Do not modify:\n- `a/` (the header of `a/b.go` may change)":                        "deny=[a/]",
		// or they lie elsewhere, all of them or some, which may be denied as well
		"Do not modify:\n- `a/x/` except `b/c/`":          "deny=[a/x/] GS044",
		"Do not modify:\n- `a/`, except `a/x/`, `b/c.go`": "deny=[a/ b/c.go] GS044",
		"Do not touch `a/` except `a/x.go` and `b/c.go`.": " GS046",
		// what is left out of another ban, or of none, is no exception
		"Do not modify:\n- `a/` except `a/b/`\n- `a/b/c/`":                                           "deny=[a/ but a/b/ a/b/c/]",
		"Do not modify:\n- `a/` except `a/b/`\n- `a/b/`":                                             "deny=[a/ but a/b/ a/b/] GS044",
		"Do not modify:\n- `a/` except `a/b/`\n- `a/` except `a/c/`":                                 "deny=[a/] GS044",
		"Do not modify:\n- `a/` except `a/b/`\n- `a/` except `a/b/c.go`":                             "deny=[a/ but a/b/c.go] GS044",
		"Do not modify:\n- `a/` except `a/b/`\n\nLeave `a/` alone.":                                  "deny=[a/] GS044",
		"Do not modify:\n- `a/` except `a/`":                                                         " GS010",
		"Do not modify:\n- `a/b/` except `a/**`":                                                     " GS010",
		"Only modify: `a/`\n\nDo not modify: `a/` except `a/b/`":                                     "deny=[a/ but a/b/]allow=[a/]",
		"DO modify: `a/b/`\n\nDo not modify: `a/` except `a/b/`":                                     "deny=[a/ but a/b/]",
		"DO modify: `a/c/`\n\nDo not modify: `a/` except `a/b/`":                                     " GS010",
		"Only modify: `a/b/**`\n\nDo not modify:\n- `a/*/*` except `a/b/c`\n- `a/b/` except `a/b/c`": "deny=[a/*/* but a/b/c a/b/ but a/b/c]allow=[a/b/**]",
		"Evidence:\n- `a/b/x.md` is updated\n\nDo not modify: `a/` except `a/b/`":                    "deny=[a/ but a/b/]",
		"Evidence:\n- `a/c.md` is updated\n\nDo not modify: `a/` except `a/b/`":                      " GS011",
		"Evidence:\n- `a/c.md` is updated\n\nDo not modify: `a/` except `*.md`":                      "deny=[a/ but *.md]",
		"Do not modify:\n- `a/` except `a/{b,c}/`":                                                   " GS027",
		// these say what may change, and nothing else may
		"Do not touch anything outside `x/`.":             "allow=[x/]",
		"Do not modify: everything except `x/`":           "allow=[x/]",
		"Constraints:\n- You may edit `a/` except `a/b/`": "deny=[a/b/] GS045",
	} {
		if got := heldBy(text); got != want {
			t.Errorf("%q gives %q, want %q", text, got, want)
		}
	}
}

// TestEachBanHoldsForItself compares with what is said of it: a path must not change if a ban covers
// it that does not itself leave it out, or if it is none of those that may.
func TestEachBanHoldsForItself(t *testing.T) {
	t.Parallel()
	part := rapid.SampledFrom([]string{"a", "b", "c.go", "*", "**", "*.go"})
	pattern := rapid.Map(rapid.SliceOfN(part, 1, 3), func(parts []string) string { return strings.Join(parts, "/") })
	name := rapid.Map(rapid.SliceOfN(rapid.SampledFrom([]string{"a", "b", "c.go"}), 1, 4), func(parts []string) string { return strings.Join(parts, "/") })
	glob := rapid.Custom(func(t *rapid.T) goalspec.Glob {
		return goalspec.Glob{Pattern: pattern.Draw(t, "pattern"), Except: rapid.SliceOfN(pattern, 0, 2).Draw(t, "except")}
	})
	rapid.Check(t, func(t *rapid.T) {
		var s goalspec.Scope
		s.Deny = rapid.SliceOfN(glob, 0, 3).Draw(t, "deny")
		for _, p := range rapid.SliceOfN(pattern, 0, 2).Draw(t, "allow") {
			s.Allow = append(s.Allow, goalspec.Glob{Pattern: p})
		}
		path := name.Draw(t, "path")
		denied := false
		for _, g := range s.Deny {
			left := false
			for _, e := range g.Except {
				left = left || goalspec.MatchGlob(e, path)
			}
			denied = denied || goalspec.MatchGlob(g.Pattern, path) && !left
		}
		want := !denied && (len(s.Allow) == 0 || slices.ContainsFunc(s.Allow, func(g goalspec.Glob) bool { return goalspec.MatchGlob(g.Pattern, path) }))
		ok, by := s.Permits(path)
		if ok != want || denied && !slices.ContainsFunc(s.Deny, func(g goalspec.Glob) bool { return g.Pattern == by && g.Covers(path) }) {
			t.Fatalf("%+v permits %s: %v by %q", s, path, ok, by)
		}
		slices.Reverse(s.Deny)
		if again, _ := s.Permits(path); again != ok {
			t.Fatalf("%+v permits %s in one order only", s, path)
		}
	})
}

// TestExceptionsAreWritten: who knows only the list of what is denied takes more for denied
// than is, and a goal of the day before has no exceptions.
func TestExceptionsAreWritten(t *testing.T) {
	t.Parallel()
	g, findings := goalspec.Parse("", bounded+"Do not modify:\n- `a/**` (theirs), except `a/b/**`, `a/c.go`\n- `d/`\n").Admit(goalspec.Options{})
	if g.IsZero() {
		t.Fatal(findings)
	}
	const line = "- `a/**` (theirs), except `a/b/**`, `a/c.go`\n- `d/`\n"
	if text := g.Template(); !strings.Contains(text, line) {
		t.Errorf("the template has no %q:\n%s", line, text)
	}
	if text := g.Markdown(); !strings.Contains(text, line) {
		t.Errorf("the contract has no %q:\n%s", line, text)
	}
	data, err := json.Marshal(g)
	if err != nil {
		t.Fatal(err)
	}
	var read struct {
		Scope struct {
			Deny   []string
			Except map[string][]string
		}
	}
	if err := json.Unmarshal(data, &read); err != nil || !slices.Equal(read.Scope.Deny, []string{"a/**", "d/"}) || !reflect.DeepEqual(read.Scope.Except, map[string][]string{"a/**": {"a/b/**", "a/c.go"}}) {
		t.Errorf("%v: %s", err, data)
	}
	scope := g.Scope()
	scope.Deny[0].Except[0] = "x"
	if ok, by := g.Scope().Permits("a/b/x.go"); !ok {
		t.Errorf("denied by %q: the scope is not a copy", by)
	}
	older := strings.Replace(string(data), `"except":{"a/**":["a/b/**","a/c.go"]},`, "", 1)
	var back goalspec.Goal
	if err := json.Unmarshal([]byte(older), &back); err != nil || older == string(data) {
		t.Fatalf("%v: %s", err, older)
	}
	if ok, _ := back.Scope().Permits("a/b/x.go"); ok || back.Equal(g) {
		t.Error("a goal without exceptions leaves something out")
	}
}

// TestExceptionsOfTheRepository: one that is not there yet may come.
func TestExceptionsOfTheRepository(t *testing.T) {
	t.Parallel()
	o := goalspec.Options{Repo: fstest.MapFS{"Makefile": {Data: []byte("test:\n")}, "db/a.sql": {}, "db/seeds/b.sql": {}}}
	for text, want := range map[string]string{
		"`db/`, except `db/seeds/`":  "",
		"`db/`, except `db/new.sql`": "GS017",
		"`dx/`, except `dx/seeds/`":  "GS016 GS017",
	} {
		_, findings := goalspec.ParseWith(o, "", bounded+"Do not modify: "+text+"\n").Admit(o)
		var got []string
		for _, f := range findings {
			got = append(got, f.Code)
		}
		if s := strings.Join(got, " "); s != want {
			t.Errorf("%q gives %q, want %q", text, s, want)
		}
	}
}
