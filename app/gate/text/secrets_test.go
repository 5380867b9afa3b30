package text

import (
	"maps"
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// TestFindsWhatGitleaksFinds writes texts that its patterns match.
func TestFindsWhatGitleaksFinds(t *testing.T) {
	t.Parallel()
	s, err := NewSecrets()
	if err != nil {
		t.Fatal(err)
	}
	var texts []*rapid.Generator[string]
	for _, id := range slices.Sorted(maps.Keys(s.detector.Config.Rules)) {
		if re := s.detector.Config.Rules[id].Regex; re != nil {
			texts = append(texts, rapid.StringMatching(re.String()))
		}
	}
	found := 0
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.SampledFrom([]string{"", "x = ", `"`, "key: "}).Draw(t, "before") +
			rapid.SampledFrom(texts).Draw(t, "pattern").Draw(t, "text") +
			rapid.SampledFrom([]string{"", "\n", `" `, "x"}).Draw(t, "after")
		got, want := s.find(text), inOrder(s.detector.DetectString(text))
		if len(got) != len(want) || len(got) > 0 && !reflect.DeepEqual(got, want) {
			t.Fatalf("in %q: %v, want %v", text, got, want)
		}
		found += len(got)
	})
	if found == 0 {
		t.Error("no text held a secret")
	}
}
