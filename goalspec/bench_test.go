package goalspec_test

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/goalkeeper-dev/goalkeeper/goalspec"
)

const size = 256 << 10

// bodies are 256 KiB each: what people paste, and what only an attacker writes.
func bodies() map[string]string {
	fill := func(s string) string { return strings.Repeat(s, size/len(s)+1)[:size] }
	r := rand.New(rand.NewPCG(1, 2))
	noise := make([]byte, size)
	ascii := make([]byte, size)
	for i := range noise {
		noise[i] = byte(r.UintN(256))
		ascii[i] = "abcdefgh ,.\n\n-*#>|`~[]()<>!&;:$\\0123"[r.UintN(36)]
	}
	return map[string]string{
		"noise": string(noise), "ascii": string(ascii),
		"ticket":      fill(ticket),
		"prose":       fill("The export writes one line for each invoice, and the totals agree with the ledger of the month before. "),
		"mined":       fill("Do not modify the code. Target 80% coverage. If you find a bug, note it. All tests must pass. "),
		"done":        "Goal: x\n\nThe feature is done when: " + fill("a, b, and c, ")[:size-40],
		"items":       "Evidence:\n" + fill("- coverage of `x` is at least 80% by running `go test ./...` and must pass\n")[:size-10],
		"long item":   "Evidence:\n- " + fill("at least 80% of run: `x` ")[:size-12],
		"lines":       fill("a\n"),
		"labels":      fill("Goal:\n"),
		"bold":        fill("**Goal**\n"),
		"form labels": fill("### Goal\n"),
		"headings":    fill("# a\n"),
		"rulings":     fill("# x\n\n## the rest of src/a is theirs and not for now\n\n"),
		"nested":      fill("- a\n  - b\n    - c\n      - d\n"),
		"deep":        fill(strings.Repeat(" ", 50) + "- x\n"),
		"quotes":      fill("> > > > > > > >\n"),
		"fences":      fill("```\n"),
		"tildes":      fill("~~~~ sh\nx\n"),
		"ticks":       fill("`"),
		"tick runs":   fill("` `` ``` ```` "),
		"ticks lines": fill("`a\n`b\n"),
		"comments":    fill("<!--"),
		"closed":      fill("<!-- x -->"),
		"wary":        "- ```\n" + fill("<!-- x\n"),
		"tags":        fill("<a "),
		"quoted tags": fill("<a b=' "),
		"attributes":  "<a " + fill("b=c "),
		"brackets":    fill("["),
		"images":      fill("![a"),
		"links":       fill("]( \""),
		"definitions": fill("[a]: b\n"),
		"distinct":    distinct("[%]: b c\n"),
		"entities":    fill("&#8203;"),
		"ampersands":  fill("&"),
		"dollars":     fill("$\\"),
		"table":       fill("| a | b | c |\n|---|\n"),
		"rows":        "| a |\n|---|\n" + fill("| x | y |\n"),
		"pipes":       fill("|"),
		"zero width":  fill("a\u200b"),
		"selectors":   fill("\ufe0f"),
		"tag chars":   fill("\U000e0041"),
		"han":         fill("支付服务导出发票。"),
		"arabic":      fill("\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645 "),
		"emoji":       fill("👩\u200d💻"),
		"globs":       "Do NOT modify:\n" + fill("- src/**/a/*/b (why)\n"),
		"both globs":  "Do NOT modify:\n" + fill("- **/**/a\n")[:size/2] + "\nOnly modify:\n" + fill("- **/a/**/b\n")[:size/2],
		"phases":      fill("Phase 1: x\nStop if: y\nWork only on: a/\n"),
		"budget":      "Budget: " + fill("actions=5 "),
		"spaces":      fill(" "),
		"tabs":        fill("\t"),
		"secrets":     fill("sk-" + "ghp_"),
		"boxes":       "Evidence:\n" + fill("- [ ] "),
		"numbers":     fill("1. "),
		"stops":       fill(". "),
		"dots":        fill("a.B "),
	}
}

func distinct(pattern string) string {
	var b strings.Builder
	for i := 0; b.Len() < size; i++ {
		n := ""
		for j := i + 1; j > 0; j /= 26 {
			n += string(rune('a' + j%26))
		}
		b.WriteString(strings.ReplaceAll(pattern, "%", n))
	}
	return b.String()[:size]
}

func BenchmarkParseAndLint(b *testing.B) {
	for name, body := range bodies() {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(body)))
			for b.Loop() {
				goalspec.Parse("", body).Lint(goalspec.Options{})
			}
		})
	}
}
