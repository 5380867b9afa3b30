package gate

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/app"
)

// TestCasesAreMissed holds that no padding, here or in another file, stands for the cases
// that went.
func TestCasesAreMissed(t *testing.T) {
	t.Parallel()
	gates, err := New()
	if err != nil {
		t.Fatal(err)
	}
	const test = "def test_refs():\n    for row in csv.DictReader(open(\"tests/cases/refs.csv\")):\n        assert normalise(row[\"in\"], row[\"how\"]) == row[\"out\"]\n"
	const more = "\n\ndef test_more():\n    for row in csv.DictReader(open(\"tests/cases/more.csv\")):\n        assert normalise(row[\"in\"], row[\"how\"]) == row[\"out\"]\n"
	const head = "in,how,out\n"
	const keyed = "in,out\na,1\nb,2\nc,3\n"
	rows := head + "a,x,1\na,y,1\nb,x,2\nb,y,1\nc,x,2\n"
	less := strings.Replace(rows, "b,y,1\n", "", 1)
	var padding strings.Builder
	for n := range 1500 {
		fmt.Fprintf(&padding, "p,z%d,1\n", n)
	}
	various := func(without int) tree {
		var rows []string
		for n := range 60 {
			if n != without {
				rows = append(rows, fmt.Sprintf(`{"in": "a", "of%d": 1}`, n), fmt.Sprintf(`{"in": "a", "of%d": 2}`, n))
			}
		}
		return tree{"tests/test_refs.py": strings.ReplaceAll(test, ".csv", ".json"), "tests/cases/refs.json": "[" + strings.Join(rows, ",\n") + "]\n"}
	}
	at := func(cases string) tree { return tree{"tests/test_refs.py": test, "tests/cases/refs.csv": cases} }
	for name, c := range map[string]struct {
		base, now tree
		want      bool
	}{
		"a case less":                  {at(rows), at(less), true},
		"padding in its file":          {at(rows), at(less + padding.String()), true},
		"padding alone":                {at(rows), at(rows + padding.String()), false},
		"padding in another":           {at(rows), at(less).over(tree{"tests/cases/more.csv": head + padding.String()}), true},
		"put where nobody reads it":    {at(rows), at(less).over(tree{"tests/cases/more.csv": head + "b,y,1\nd,x,1\n"}), true},
		"by a key nobody reads":        {at(keyed), at(strings.Replace(keyed, "b,2\n", "", 1)).over(tree{"tests/cases/more.csv": "in,out\nb,2\nd,4\n"}), true},
		"put where a test reads it":    {at(rows), at(less).over(tree{"tests/cases/more.csv": head + "b,y,1\nd,x,1\n", "tests/test_refs.py": test + more}), false},
		"another column":               {at(rows), at(strings.ReplaceAll(strings.Replace(rows, head, "in,how,out,why\n", 1), "1\n", "1,so\n")), false},
		"another column and one less":  {at(rows), at(strings.ReplaceAll(strings.Replace(less, head, "in,how,out,why\n", 1), "1\n", "1,so\n")), true},
		"in another order":             {at(rows), at(head + "c,x,2\nb,y,1\nb,x,2\na,y,1\na,x,1\n"), false},
		"of many forms":                {various(-1), various(-1).over(tree{"tests/cases/refs.json": various(-1)["tests/cases/refs.json"] + "\n"}), false},
		"of many forms, one less":      {various(-1), various(50), true},
		"many, one of them taken away": {at(rows + padding.String()), at(less + padding.String()), true},
	} {
		in := between(c.base, c.now)
		in.Contract, in.Goal, in.Plan = &app.Contract{}, &app.Goal{}, &app.Plan{}
		v, err := gates.Judge(in)
		if err != nil {
			t.Fatal(err)
		}
		found := slices.ContainsFunc(v.Children, func(child app.Verdict) bool {
			return slices.ContainsFunc(child.Places, func(p app.Place) bool { return strings.Contains(p.Reason, "cases that a test reads") })
		})
		if found != c.want {
			t.Errorf("%s: found %v, want %v: %+v", name, found, c.want, v.Children)
		}
	}
}
