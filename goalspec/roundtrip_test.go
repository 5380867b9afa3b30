package goalspec_test

import (
	"bytes"
	"encoding/json"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/goalkeeper-dev/goalkeeper/goalspec"
)

// good are the bodies of the good corpus but the large ones.
func good(t testing.TB) []string {
	t.Helper()
	files, err := filepath.Glob("testdata/good/*.md")
	if err != nil || len(files) == 0 {
		t.Fatalf("no documents: %v", err)
	}
	var out []string
	for _, f := range files {
		text, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		if _, body := goalspec.SplitFrontMatter(string(text)); len(body) < 10_000 {
			out = append(out, body)
		}
	}
	return out
}

// reads checks what must hold for any document at all: places lie inside the
// body, and a goal reads back from its template and from JSON as it was.
func reads(t interface{ Fatalf(string, ...any) }, o goalspec.Options, title, body string) {
	d := goalspec.ParseWith(o, title, body)
	g, findings := d.Admit(o)
	lines := strings.Split(body, "\n")
	for _, f := range findings {
		if f.Line < 1 || f.EndLine > len(lines) || f.Column < 1 || f.EndLine < f.Line || f.EndColumn > len(lines[f.EndLine-1])+1 || f.Message == "" || f.Suggestion == "" {
			t.Fatalf("finding %+v out of the %d lines of %q", f, len(lines), body)
		}
	}
	goalspec.Parse("", d.Draft())
	if g.IsZero() != goalspec.HasErrors(findings) {
		t.Fatalf("goal and findings disagree: %v", findings)
	}
	if g.IsZero() {
		return
	}
	again, err := goalspec.Parse("", g.Template()).Goal()
	if err != nil || !again.Equal(g) {
		t.Fatalf("the template does not read back (%v):\n%s", err, g.Template())
	}
	if got, want := texts(again.Context()), texts(g.Context()); !slices.Equal(got, want) {
		t.Fatalf("the context %q reads back as %q:\n%s", want, got, g.Template())
	}
	data, err := json.Marshal(g)
	if err != nil {
		t.Fatalf("encode: %v", err)
	}
	var back goalspec.Goal
	if err := json.Unmarshal(data, &back); err != nil || !back.Equal(g) {
		t.Fatalf("JSON does not read back (%v):\n%s", err, data)
	}
	if same, err := json.Marshal(back); err != nil || !bytes.Equal(same, data) { // the places too
		t.Fatalf("JSON reads back with other places (%v):\n%s\nas\n%s", err, data, same)
	}
	if !strings.Contains(g.Markdown(), "C1") {
		t.Fatalf("the contract does not show its first criterion:\n%s", g.Markdown())
	}
}

func texts(list []goalspec.Passage) (out []string) {
	for _, p := range list {
		out = append(out, p.Text)
	}
	return out
}

// TestAnyMixReads does the same with documents torn apart and put together
// anew, also with a repository, limits and a form at hand.
func TestAnyMixReads(t *testing.T) {
	bodies := good(t)
	rapid.Check(t, func(t *rapid.T) {
		seed := rapid.Uint64().Draw(t, "seed")
		o := [...]goalspec.Options{{}, fuzzed(someFiles, "", ""), fuzzed("", someLimits, customForm), fuzzed(someFiles, someLimits, customForm)}[seed%4]
		reads(t, o, "", mix(rand.New(rand.NewPCG(seed, 1)), bodies))
	})
}

// TestMixesStayFaithful wants the guard against contracts that do not read
// back to be hardly ever needed.
func TestMixesStayFaithful(t *testing.T) {
	bodies, unfaithful := good(t), 0
	const mixes = 1500
	for seed := range uint64(mixes) {
		_, findings := goalspec.Parse("", mix(rand.New(rand.NewPCG(seed, 1)), bodies)).Admit(goalspec.Options{})
		if slices.ContainsFunc(findings, func(f goalspec.Finding) bool { return f.Code == "GS030" }) {
			unfaithful++
		}
	}
	if unfaithful > mixes/100 {
		t.Errorf("%d of %d mixed documents do not read back", unfaithful, mixes)
	}
}

// mix takes a document and replaces, drops, indents and joins lines of others.
func mix(r *rand.Rand, bodies []string) string {
	pick := func() []string { return strings.Split(bodies[r.IntN(len(bodies))], "\n") }
	lines := pick()
	for range r.IntN(8) {
		i := r.IntN(len(lines))
		other := pick()
		switch line := other[r.IntN(len(other))]; r.IntN(6) {
		case 0:
			lines[i] = line
		case 1:
			lines = slices.Insert(lines, i, line)
		case 2:
			lines[i] += " " + line
		case 3:
			lines[i] = "  " + lines[i]
		case 4:
			lines[i] = "- " + line
		case 5:
			lines = slices.Delete(lines, i, i+1)
			lines = append(lines, "")
		}
	}
	return strings.Join(lines, "\n")
}
