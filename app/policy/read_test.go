package policy_test

import (
	"bytes"
	"errors"
	"io/fs"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/goalkeeper-dev/goalkeeper/app/policy"
)

// failing is a tree of which nothing can be read.
type failing struct{ err error }

func (f failing) Open(name string) (fs.File, error) {
	return nil, &fs.PathError{Op: "open", Path: name, Err: f.err}
}

func tree(path, text string) fs.FS { return fstest.MapFS{path: {Data: []byte(text)}} }

func TestRead(t *testing.T) {
	nothing := fstest.MapFS{"README.md": {}}
	for name, c := range map[string]struct {
		base, owner fs.FS
		want        policy.Plan
		from, fault string
	}{
		"neither":                     {nothing, nothing, policy.PlanLarge, policy.FromDefault, ""},
		"the owner's is not seen":     {nothing, failing{policy.ErrUnseen}, policy.PlanLarge, policy.FromUnseen, ""},
		"no owner's":                  {nothing, nil, policy.PlanLarge, policy.FromDefault, ""},
		"the repository's":            {tree(policy.File, "approve_plan: never"), tree(policy.File, "approve_plan: always"), policy.PlanNever, policy.File, ""},
		"an empty one is one":         {tree(policy.File, ""), tree(policy.File, "approve_plan: always"), policy.PlanLarge, policy.File, ""},
		"the owner's":                 {nothing, tree(policy.File, "approve_plan: always"), policy.PlanAlways, policy.FromOwner, ""},
		"the owner's, at the top":     {nothing, tree("goalkeeper.yml", "approve_plan: always"), policy.PlanAlways, policy.FromOwner, ""},
		"at the top of a repository":  {tree("goalkeeper.yml", "approve_plan: always"), nil, policy.PlanLarge, policy.FromDefault, ""},
		"a broken one hides no other": {tree(policy.File, "approve_plan: often"), tree(policy.File, ""), "", "", "goalkeeper.yml: line 1: approve_plan"},
		"the owner's is broken":       {nothing, tree(policy.File, "\nx: 1"), "", "", policy.File + " of the owner's .github repository: line 2: x"},
		"a directory in the file's place": {
			tree(policy.File+"/x", ""), nil, "", "", "read " + policy.File,
		},
		"the owner's may not be read": {nothing, failing{fs.ErrPermission}, policy.PlanLarge, policy.FromDenied, ""},
		"the owner's does not come":   {nothing, failing{errors.New("502")}, "", "", "502"},
		"the owner's is not needed":   {tree(policy.File, "approve_plan: never"), failing{errors.New("502")}, policy.PlanNever, policy.File, ""},
	} {
		t.Run(name, func(t *testing.T) {
			var owner policy.Owner
			if c.owner != nil {
				owner = func(name string) ([]byte, error) { return fs.ReadFile(c.owner, name) }
			}
			p, from, err := policy.Read(c.base, owner)
			if c.fault == "" && (err != nil || p.ApprovePlan != c.want || from != c.from) {
				t.Errorf("%q from %q, %v", p.ApprovePlan, from, err)
			}
			if errors.Is(err, policy.ErrOwner) != (c.fault == "502") {
				t.Errorf("error %v", err)
			}
			if c.fault != "" && (err == nil || !strings.Contains(err.Error(), c.fault)) {
				t.Errorf("error %v", err)
			}
		})
	}
}

func TestFaultsAreAValue(t *testing.T) {
	_, _, err := policy.Read(tree(policy.File, "approve_plan: often\nbudgets: 3\n"), nil)
	var faults policy.Faults
	if !errors.As(err, &faults) {
		t.Fatalf("error %v", err)
	}
	want := policy.Faults{
		{Path: "approve_plan", Line: 1, Value: "often", Rule: "must be always, large or never"},
		{Path: "budgets", Line: 2, Rule: "there is no such key; did you mean budget?"},
	}
	if !reflect.DeepEqual(faults, want) {
		t.Errorf("faults %+v", faults)
	}
}

func TestManyFaultsMakeAShortText(t *testing.T) {
	_, err := policy.Parse([]byte("frozen: [" + strings.Repeat("'', ", 99) + "'']"))
	var faults policy.Faults
	if !errors.As(err, &faults) || len(faults) != 100 {
		t.Fatalf("%d faults", len(faults))
	}
	if text := err.Error(); strings.Count(text, "frozen[") != 20 || !strings.HasSuffix(text, "; and 80 more") {
		t.Error(text)
	}
}

func TestSizeIsBounded(t *testing.T) {
	if _, err := policy.Parse(bytes.Repeat([]byte("#\n"), 40<<10)); err == nil || !strings.Contains(err.Error(), "64 KiB") {
		t.Errorf("error %v", err)
	}
	deep := strings.Repeat("[", 30<<10)
	if _, err := policy.Parse([]byte("frozen: " + deep)); err == nil {
		t.Error("a deep list is read")
	}
}

func TestWhatIsWrittenReplacesItsDefaultOnly(t *testing.T) {
	p, d := parse(t, "categories: {deploy: {paths: [release]}}\nrisk: {low: {paths: []}}\ngenerated: []"), policy.Default()
	if got := p.Categories["deploy"]; !reflect.DeepEqual(got.Paths, []string{"release"}) || !reflect.DeepEqual(got.Commands, d.Categories["deploy"].Commands) {
		t.Errorf("deploy %+v", got)
	}
	if !reflect.DeepEqual(p.Categories["secrets"], d.Categories["secrets"]) || len(p.Generated) != 0 || len(p.Levels.Low.Paths) != 0 {
		t.Errorf("%+v", p)
	}
	if !reflect.DeepEqual(p.Levels.High, d.Levels.High) || !reflect.DeepEqual(p.Levels.Low.WorkTypes, d.Levels.Low.WorkTypes) {
		t.Errorf("levels %+v", p.Levels)
	}
	if again := policy.Default(); !reflect.DeepEqual(again, d) {
		t.Error("reading a file has changed the default")
	}
}

func FuzzParse(f *testing.F) {
	for _, dir := range []string{"good", "bad"} {
		for _, d := range corpus(f, dir) {
			f.Add(d.text)
		}
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		p, err := policy.Parse(text)
		if err == nil {
			roundTrip(t, p)
			return
		}
		var faults policy.Faults
		if !errors.As(err, &faults) || len(faults) == 0 {
			t.Fatalf("error without faults: %v", err)
		}
		for n, fault := range faults {
			if fault.Line < 1 || fault.Line > len(text)+1 || fault.Rule == "" || n > 0 && fault.Line < faults[n-1].Line {
				t.Fatalf("fault %+v in a text of %d bytes", fault, len(text))
			}
		}
	})
}

// TestSealed holds what a contract keeps of a policy, also when the program
// that reads it has learned keys since.
func TestSealed(t *testing.T) {
	p, err := policy.Sealed(nil)
	if err != nil || !reflect.DeepEqual(p, policy.Default()) {
		t.Errorf("nothing sealed: %v, %+v", err, p)
	}
	p, err = policy.Sealed([]byte(`{"approve_plan":"never","categories":{}}`))
	if err != nil || p.ApprovePlan != policy.PlanNever || len(p.Categories) != 0 || p.CheckLimit != policy.Default().CheckLimit {
		t.Errorf("an older form: %v, %+v", err, p)
	}
	if _, err := policy.Sealed([]byte(`{`)); err == nil {
		t.Error("a torn form is read")
	}
}
