package regexp

import "testing"

func TestHasWord(t *testing.T) {
	for _, c := range []struct {
		text, word string
		want       bool
	}{
		{"a net price", "net", true},
		{"net", "net", true},
		{"planet net", "net", true},
		{"nets", "net", false},
		{"net_price", "net", false},
		{"net2", "net", false},
		{"", "net", false},
		{"net", "", false},
		{"x.net()", "net", true},
		{"$net", "net", true},
		{"net-price", "net", true},
		{"ünet", "net", true},
		{"xa.a.a", "a.a", true},
		{"x$el", "$el", false},
		{"($el)", "$el", true},
		{"aaa", "aa", false},
	} {
		if got := HasWord(c.text, c.word); got != c.want {
			t.Errorf("%q has %q: %v", c.text, c.word, got)
		}
	}
	after := func(_, after byte) bool { return after != '-' }
	if at := IndexWord("net-a net", "net", after); at != 6 {
		t.Errorf("it stands at %d", at)
	}
	if at := IndexWord("net-", "net", after); at != -1 {
		t.Errorf("it stands at %d", at)
	}
}

func BenchmarkHasWord(b *testing.B) {
	const line = "\tif total := price.total(net, tax); total > limit && !strings.Contains(name, \"gross\") {"
	for b.Loop() {
		HasWord(line, "limit")
		HasWord(line, "none")
	}
}
