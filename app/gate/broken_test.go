package gate

import (
	"strings"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
)

func TestARuleThatBreaksOffAsks(t *testing.T) {
	sealed, err := New()
	if err != nil {
		t.Fatal(err)
	}
	gates := &Gates{rules: append([]Rule(nil), sealed.rules...)}
	for i := range gates.rules {
		if gates.rules[i].Name == "swallowed" {
			gates.rules[i].Judge = func(s *change.Set) ([]Finding, error) { panic(s.Files[7].Path) }
		}
	}
	judge := func(in Input) (broken app.Verdict) {
		t.Helper()
		all, err := gates.Judge(in)
		if err != nil {
			t.Fatal(err)
		}
		for _, v := range all.Children {
			if v.Rule == "swallowed" {
				broken = v
			}
		}
		if len(all.Children) < len(sealed.rules) {
			t.Errorf("%d rules judged", len(all.Children))
		}
		return broken
	}
	in := input("pay/pay.go", "package pay\n", "package pay\n\nfunc Pay() {}\n")
	v := judge(in)
	if v.Status != app.StatusFail || v.Action != app.ActionAsk || len(v.Places) != 1 || v.Places[0].Path != "pay/pay.go" {
		t.Errorf("a broken rule says %+v", v)
	}
	if !strings.Contains(v.Reason, "index out of range [7] with length 1 at gate/broken_test.go:") {
		t.Errorf("its reason is %q", v.Reason)
	}
	in.Waivers = []app.Waiver{{Rule: "swallowed", Path: "pay/**", By: "github:ann"}}
	if v := judge(in); v.Status != app.StatusPass || len(v.Permitted) != 1 {
		t.Errorf("permitted, it says %+v", v)
	}
}
