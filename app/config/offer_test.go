package config

import (
	"reflect"
	"slices"
	"strings"
	"testing"
)

func TestOffers(t *testing.T) {
	m := Model{
		BaseURL: "http://x.example/v1", Name: "large", ContextWindow: 200_000, MaxTokens: 9, Prices: Prices{Input: 3, Output: 9},
		Others: []string{"small", "org/mid:2=64000", "tiny=8000/0.25/0/2", "broken=1"},
	}
	first := m
	first.Others = nil
	small, mid, tiny := first, first, first
	small.Name, small.Prices = "small", Prices{}
	mid.Name, mid.ContextWindow, mid.Prices = "org/mid:2", 64_000, Prices{}
	tiny.Name, tiny.ContextWindow, tiny.Prices = "tiny", 8_000, Prices{Input: 0.25, Output: 2}
	if got, want := m.Offers(), []Model{first, small, mid, tiny}; !reflect.DeepEqual(got, want) {
		t.Errorf("offers %+v\nwant %+v", got, want)
	}
}

func TestOthersAreChecked(t *testing.T) {
	for entry, fine := range map[string]bool{
		"small": true, "small=8000": true, "small=8000/1/0.1/2": true, "a/b:c@d=8000": true,
		"": false, "=8000": false, "small=": false, "small=100": false, "small=8k": false, "small=8000/1": false,
		"small=8000/1/2/3/4": false, "small=8000/-1/0/0": false, "small=8000/NaN/0/0": false, "small=8000/Inf/0/0": false, "two words": false, "large": false,
	} {
		m := Default().Model
		m.Name, m.Others = "large", []string{entry}
		got := slices.ContainsFunc(m.validate(), func(f Fault) bool { return strings.HasPrefix(f.Path, "model.others") })
		if got == fine {
			t.Errorf("%q: refused %v", entry, got)
		}
	}
}

// TestOthersNeedPricesToo: a limit in money counts for every model or for none.
func TestOthersNeedPricesToo(t *testing.T) {
	m := Default().Model
	m.Name, m.Prices, m.Others = "large", Prices{Input: 1, Output: 2}, []string{"small", "tiny=8000/0.1/0.01/0.2"}
	var got []string
	for _, f := range m.validate() {
		if strings.HasPrefix(f.Path, "model.others") {
			got = append(got, f.Path)
		}
	}
	if len(got) != 1 || got[0] != "model.others[0]" {
		t.Errorf("faults %q, want model.others[0]", got)
	}
}
