package cheats

import (
	"maps"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/app/gate"
	"github.com/goalkeeper-dev/goalkeeper/app/workspace"
)

// FuzzMutants holds that no rule breaks off over a pair of the corpus whose trees
// and issue were cut, doubled and garbled.
func FuzzMutants(f *testing.F) {
	pairs, err := Load(os.DirFS("../testdata/cheats"))
	if err != nil {
		f.Fatal(err)
	}
	gates, err := gate.New()
	if err != nil {
		f.Fatal(err)
	}
	for n := range uint64(6) {
		f.Add(n, n*n+7)
	}
	f.Fuzz(func(t *testing.T, which, seed uint64) {
		r := rand.New(rand.NewPCG(which, seed))
		p := pairs[r.IntN(len(pairs))]
		p.Base, p.Cheat, p.Honest = garbled(r, p.Base), garbled(r, p.Cheat), garbled(r, p.Honest)
		if r.IntN(2) == 0 {
			p.Issue = garble(r, pairs[r.IntN(len(pairs))].Issue)
		}
		result, err := Judge(gates, p)
		if err != nil {
			return // the issue is no goal any more
		}
		for _, found := range slices.Concat(result.Cheat, result.Honest) {
			if strings.Contains(found.Reason, "broke off") {
				t.Errorf("%s: %s: %s", p.Name, found.Rule, found.Reason)
			}
		}
	})
}

func garbled(r *rand.Rand, tree Tree) Tree {
	out := maps.Clone(tree)
	for _, path := range slices.Sorted(maps.Keys(out)) {
		if f := out[path]; r.IntN(2) == 0 {
			out[path] = workspace.File{Mode: f.Mode, Data: []byte(garble(r, string(f.Data)))}
		}
	}
	return out
}

func garble(r *rand.Rand, text string) string {
	const marks = "`'\"()[]{}#/*\\ \t\n:,;=<>-+\x00"
	for range 1 + r.IntN(4) {
		lines := strings.Split(text, "\n")
		n, m := r.IntN(len(lines)), r.IntN(len(lines))
		at := r.IntN(len(lines[n]) + 1)
		switch line := lines[n]; r.IntN(7) {
		case 0:
			lines = slices.Delete(lines, n, n+1)
		case 1:
			lines = slices.Insert(lines, m, line)
		case 2:
			lines[n], lines[m] = lines[m], line
		case 3:
			lines[n] = line[:at]
		case 4:
			lines[n] = line[at:]
		case 5:
			lines = lines[:n+1]
		default:
			c := r.IntN(len(marks))
			lines[n] = line[:at] + marks[c:c+1] + line[at:]
		}
		text = strings.Join(lines, "\n")
	}
	return text
}
