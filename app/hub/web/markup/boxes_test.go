package markup_test

import (
	"strings"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/app/hub/web/markup"
)

// TestTick turns the box that was shown as a button and nothing else.
func TestTick(t *testing.T) {
	const source = "See `- [ ] this`.\n\n1. [ ] first\n2. a\n   - [X]  nested\n\n```\n- [ ] code\n```\n\n> * [ ] quoted\n\n<input type=\"checkbox\" disabled value=\"3\">\n"
	r := markup.New()
	shown := string(r.Comment(source, markup.Scope{Tick: "f"}))
	if n := strings.Count(shown, `<button class="tick-box" form="f"`); n != 3 {
		t.Errorf("%d boxes:\n%s", n, shown)
	}
	if shown := string(r.Comment(source, markup.Scope{})); strings.Contains(shown, "<button") {
		t.Errorf("ticked without a form:\n%s", shown)
	}
	for text, want := range map[string]string{"[ ] first": "[x] first", "[X]  nested": "[ ]  nested", "[ ] quoted": "[x] quoted"} {
		got, ok := r.Tick(source, strings.Index(source, text))
		if !ok || got != strings.Replace(source, text, want, 1) {
			t.Errorf("%s: %v\n%s", text, ok, got)
		}
	}
	for _, place := range []int{-1, 0, 3, strings.Index(source, "[ ] this"), strings.Index(source, "[ ] code"), len(source) + 5} {
		if got, ok := r.Tick(source, place); ok || got != source {
			t.Errorf("there is no box at %d:\n%s", place, got)
		}
	}
}
