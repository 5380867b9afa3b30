package gate

import (
	"strings"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/policy"
)

// TestSilenceIsShown: before a pull request opens each rule that is silent has
// seen a violation planted beside the change, or says that it is void.
func TestSilenceIsShown(t *testing.T) {
	gates, err := New()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		path, was, is string
		waiver        app.Waiver
		want          string
	}{
		{path: "price.go", was: "package price\n", is: "package price\n\nfunc free() {}\n"},
		{path: "price.py", was: "def free(net):\n    return net == 0\n", is: "def free(net):\n    return not net\n"},
		{path: "src/price.ts", was: "export const free = (n: number) => n === 0;\n", is: "export const free = (n: number) => !n;\n"},
		{path: "price.md", was: "a\n", is: "b\n"},
		{
			path: "price.go", was: "package price\n", is: "package price\n\nfunc free() {}\n",
			waiver: app.Waiver{Rule: "skips", Path: "**", By: "ann"}, want: "skips error flag Go",
		},
		{
			path: "price.go", was: "package price\n", is: "package price\n\nfunc free() {}\n",
			waiver: app.Waiver{Rule: "skips", Path: "**", By: "ann", Bytes: "seen"},
		},
		{path: "price.md", was: "a\n", is: "b\n", waiver: app.Waiver{Rule: "hidden-text", Path: "**", By: "ann"}, want: "hidden-text error flag "},
		{path: "price.md", was: "a\n", is: "b\n", waiver: app.Waiver{Rule: "commands", Path: ".", By: "ann"}, want: "commands error flag "},
		{path: "price.rs", was: "fn a() {}\n", is: "fn b() {}\n", want: "unread fail flag "},
	} {
		in := between(tree{"go.mod": "module m\n", c.path: c.was}, tree{"go.mod": "module m\n", c.path: c.is})
		in.Phase, in.Waivers = app.PhaseVerification, []app.Waiver{c.waiver}
		if c.waiver.Rule == "" {
			in.Waivers = nil
		}
		v, err := gates.Judge(in)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, child := range v.Children {
			if child.Status != app.StatusPass {
				got = append(got, strings.Join([]string{child.Rule, string(child.Status), string(child.Action), child.Places[0].Text}, " "))
			}
		}
		if strings.Join(got, "; ") != c.want {
			t.Errorf("%s: %q, want %q", c.path, got, c.want)
		}
	}
}

// TestVoidIsAgreedByNobody: people who ask for what a rule looks for have not heard
// that it sees nothing.
func TestVoidIsAgreedByNobody(t *testing.T) {
	gates, err := New()
	if err != nil {
		t.Fatal(err)
	}
	const test = "package price\n\nimport \"testing\"\n\nfunc TestFree(t *testing.T) {\n"
	in := between(
		tree{"go.mod": "module m\n", "price.go": "package price\n", "price_test.go": test + "}\n"},
		tree{"go.mod": "module m\n", "price.go": "package price\n\nfunc free() bool { return true }\n", "price_test.go": test + "\tif !free() {\n\t\tt.Error(\"not free\")\n\t}\n}\n"},
	)
	in.Phase, in.Goal = app.PhaseVerification, &app.Goal{Body: "Prices are free after the timeout."}
	in.Waivers = []app.Waiver{{Rule: "timeouts", Path: "**", By: "ann"}}
	v, err := gates.Judge(in)
	if err != nil {
		t.Fatal(err)
	}
	for _, child := range v.Children {
		if child.Rule == "timeouts" && child.Status != app.StatusError {
			t.Errorf("%s: %s, want an error: it sees no violation", child.Rule, child.Status)
		}
	}
}

// TestSilenceOfPathsIsShown: a list of paths under which nothing is seen is
// void, where no person let that one in; so is a rule that is let in everywhere.
func TestSilenceOfPathsIsShown(t *testing.T) {
	gates, err := New()
	if err != nil {
		t.Fatal(err)
	}
	in := between(tree{"a.md": "a\n"}, tree{"a.md": "b\n"})
	in.Phase, in.Policy.Frozen, in.Policy.Allowed = app.PhaseVerification, []string{"docs/api.md", "legal/**"}, []string{"**/*.md"}
	for name, c := range map[string]struct {
		frozen, allowed []string
		by              []string // the rule that each of allowed lifts
		waiver          app.Waiver
		want            string
	}{
		"nothing permitted":           {},
		"a pattern of many":           {allowed: []string{"docs/api.md"}, by: []string{"frozen"}},
		"all of a rule":               {allowed: []string{"**"}, by: []string{"frozen"}, want: "frozen "},
		"what stops, all of it":       {allowed: []string{"**"}, want: "protected ; frozen ; allowed ; scope ; preserve "},
		"a pattern that is none":      {frozen: []string{"no[class"}, want: "scope no[class"},
		"all of a category":           {waiver: app.Waiver{Rule: "categories.billing", Path: "**"}, want: "categories.billing "},
		"a category as it stood once": {waiver: app.Waiver{Rule: "categories.billing", Path: "**", Bytes: "seen"}},
	} {
		in.Contract = &app.Contract{Frozen: append([]string{"internal/**"}, c.frozen...), Allowed: c.allowed, AllowedBy: c.by}
		if in.Waivers = nil; c.waiver.Rule != "" {
			in.Waivers = []app.Waiver{c.waiver}
		}
		v, err := gates.Judge(in)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, child := range v.Children {
			if child.Status == app.StatusError && child.Action == app.ActionFlag {
				got = append(got, child.Rule+" "+child.Places[0].Text)
			}
		}
		if strings.Join(got, "; ") != c.want || (v.Status == app.StatusPass) != (c.want == "") {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

// TestEveryLanguageIsPlanted: every rule has a violation to see, one about code
// in each language that it reads.
func TestEveryLanguageIsPlanted(t *testing.T) {
	planted, err := violations()
	if err != nil {
		t.Fatal(err)
	}
	for _, g := range policy.Gates() {
		if _, hand := byHand()[g.Name]; !hand && len(planted[g.Name]) == 0 {
			t.Errorf("%s has no violation to see", g.Name)
		}
	}
	for rule, by := range planted {
		if _, neutral := by[""]; neutral {
			continue
		}
		for _, l := range []string{"Go", "Python", "JavaScript"} {
			if _, has := by[l]; !has {
				t.Errorf("%s has none in %s", rule, l)
			}
		}
	}
}
