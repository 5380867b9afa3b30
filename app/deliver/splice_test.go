package deliver

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/goalkeeper-dev/goalkeeper/app/github"
)

func withMark(block string) string { return block + "\n<!-- goalkeeper v1 goal=x kind=pull n=1 -->" }

func TestSplice(t *testing.T) {
	block := begin + "\nold\n" + end
	fresh := begin + "\nnew\n" + end
	for name, c := range map[string]struct{ body, want string }{
		"empty":                    {"", fresh},
		"ours alone":               {block, fresh},
		"template and people":      {"# Template\n\n" + block + "\n<!-- goalkeeper v1 goal=x -->\nThanks!", "# Template\n\n" + fresh + "\n<!-- goalkeeper v1 goal=x -->\nThanks!"},
		"line ends of the browser": {"a\r\n" + begin + "\r\nold\r\n" + end + "\r\nb", "a\r\n" + fresh + "\r\nb"},
		"markers removed":          {"only people\n", "only people\n\n" + fresh},
		"end removed":              {"x\n" + begin + "\nold", "x\n" + begin + "\nold\n\n" + fresh},
		"another pair above":       {block + "\n" + withMark(block), block + "\n" + withMark(fresh)},
		"another pair below":       {withMark(block) + "\n" + block, withMark(fresh) + "\n" + block},
		"others on both sides":     {block + block + withMark(block) + block, block + block + withMark(fresh) + block},
		"two pairs, and no mark":   {block + "\n" + block, fresh + "\n" + block},
		"a begin alone above":      {begin + "\nmine\n" + withMark(block), begin + "\nmine\n" + withMark(fresh)},
		"an end alone above":       {end + "\nmine\n" + withMark(block), end + "\nmine\n" + withMark(fresh)},
		"end before begin":         {end + begin, end + begin + "\n\n" + fresh},
	} {
		if got := splice(c.body, "new"); got != c.want {
			t.Errorf("%s:\n%q, want\n%q", name, got, c.want)
		}
	}
}

// TestSpliceCutsOursOnly, however much people wrote.
func TestSpliceCutsOursOnly(t *testing.T) {
	ours := strings.Repeat("evidence ", 5000)
	for _, people := range []int{0, 10_000, 30_000, 62_000, 64_400, 64_600, 65_536} {
		head, tail := strings.Repeat("p", people/2)+"\n", "\n"+strings.Repeat("q", people-people/2)
		for _, body := range []string{head + begin + "\nold\n" + end + tail, head + tail} {
			got := splice(body, ours)
			if n := utf8.RuneCountInString(got); got != body && n > github.MaxDescription {
				t.Errorf("%d of people's leave %d characters", people, n)
			}
			if !strings.HasPrefix(got, strings.TrimRight(head, "\n")) || strings.Count(got, "q") != people-people/2 {
				t.Errorf("%d of people's: their words are cut", people)
			}
			if shows := got != body; shows != (people < 64_500) {
				t.Errorf("%d of people's: ours is shown: %v", people, shows)
			}
		}
	}
}

func FuzzSplice(f *testing.F) {
	f.Add("template\n"+begin+"\nx\n"+end+"\nmore", "text "+end)
	f.Add("", "<!-- goal"+begin+"keeper:end -->")
	f.Add(strings.Repeat("p", 59_000), strings.Repeat("o", 59_000))
	f.Fuzz(func(t *testing.T, body, ours string) {
		once := splice(body, ours)
		if again := splice(once, ours); again != once && strings.Count(body, begin) == 0 {
			t.Errorf("not stable: %q then %q", once, again)
		}
		if strings.Count(body, prefix) == 0 && once != body {
			if n := strings.Count(once, prefix); n != 2 {
				t.Errorf("%d markers in %q", n, once)
			}
			if !strings.HasPrefix(once, strings.TrimRight(body, " \t\r\n")) {
				t.Errorf("people's text is changed: %q", once)
			}
		}
		if n := utf8.RuneCountInString(once); once != body && n > github.MaxDescription {
			t.Errorf("%d characters", n)
		}
	})
}
