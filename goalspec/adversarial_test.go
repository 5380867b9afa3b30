package goalspec_test

import (
	"fmt"
	"runtime/debug"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/text"

	"github.com/goalkeeper-dev/goalkeeper/goalspec"
)

// shapes are what an attacker writes to make reading slow, each at any size.
func shapes() map[string]func(n int) string {
	under := func(label, s string) func(int) string {
		return func(n int) string { return (label + "\n" + strings.Repeat(s, n/len(s)+1))[:n] }
	}
	fill := func(s string) func(int) string {
		return func(n int) string { return strings.Repeat(s, n/len(s)+1)[:n] }
	}
	// counted repeats a pattern with the number of each round in place of "%".
	counted := func(head, pattern string) func(int) string {
		return func(n int) string {
			b := []byte(head)
			for i := 0; len(b) < n; i++ {
				b = append(b, strings.ReplaceAll(pattern, "%", fmt.Sprint(i))...)
			}
			return string(b[:n])
		}
	}
	halves := func(a, b func(int) string) func(int) string {
		return func(n int) string { return a(n/2) + "\n\n" + b(n-n/2-2) }
	}
	// items fills as many statements as are read, each as long as is read.
	items := func(label, s string) func(int) string {
		return func(n int) string {
			item := "- " + strings.Repeat(s, 990/len(s)) + "\n"
			return (label + "\n" + strings.Repeat(item, n/len(item)+1))[:n]
		}
	}
	doc := func(s string) func(int) string {
		return func(n int) string {
			return ("Goal: the export has a total.\n\nEvidence:\n- `make check` passes\n\n" + strings.Repeat(s, n/len(s)+1))[:n]
		}
	}
	// before fills the front, as much as statements are looked for in, and the rest
	// with something else.
	before := func(front, rest string) func(int) string {
		return func(n int) string {
			return (strings.Repeat(front, n/10/len(front)) + "\n\n" + strings.Repeat(rest, n/len(rest)+1))[:n]
		}
	}
	// brims fill several bounds one after the other, each over its share of 256 parts
	// of the text, the last one over the rest.
	type part struct {
		share      int
		head, unit string
	}
	brims := func(parts ...part) func(int) string {
		return func(n int) string {
			var b strings.Builder
			for _, p := range parts {
				b.WriteString(p.head + strings.Repeat(p.unit, n*p.share/256/len(p.unit)+1) + "\n\n")
			}
			return b.String()[:n]
		}
	}
	const rows, rulings = "| one | two and more |\n", "# within must allowed\n"
	nest := func(open, inner string) func(int) string {
		return func(n int) string { return strings.Repeat(open, n/len(open)) + inner }
	}
	return map[string]func(int) string{
		"globs short":        halves(counted("Only modify:\n", "- a%\n"), counted("Do not modify:\n", "- b%\n")),
		"globs in a line":    halves(counted("Only modify:\n- ", "a%/,"), counted("Do not modify:\n- ", "b%/,")),
		"globs many lines":   halves(items("Only modify:", "a/b, "), items("Do not modify:", "c/d, ")),
		"globs stars":        halves(counted("Only modify:\n", "- a/a/a/a/a/a/a/a/a/a/a/a/%\n"), counted("Do not modify:\n", "- **/a/**/?/**/?/**/?/**/b%\n")),
		"globs deep":         halves(items("Only modify:", "a/"), items("Do not modify:", "**/?/")),
		"items of paths":     fill("- see the log at src/a/b.go for what the export has done here\n"),
		"items of dots":      fill("- " + strings.Repeat("a.b.c.", 30) + "\n"),
		"items of links":     fill(strings.Repeat("[a](", 15) + "\n- "),
		"globs frozen":       halves(items("Evidence:", "change a/b/c "), counted("Do not modify:\n", "- **/x%\n")),
		"globs in rules":     counted("Constraints:\n", "- Do not change a%/, b%/, c%/\n"),
		"globs in context":   fill("/\n- Do not change a1341/, b134/\n- Do/\n- Do not change 1/, c1*/3/\n- Do not change amit=s <di0\n# a2314vw@hen *[^a]: <at least 80Do not1341/, b1341/, /b\u200d1/, /b\u200ddo not change only better \t&#82"),
		"globs in phases":    counted("", "Phase 1: x\n- work only on: a%/, b%/\n"),
		"spans":              items("Evidence:", "`a` "),
		"spans that pass":    items("Evidence:", "`a b` passes "),
		"spans run":          items("Evidence:", "run `a` and "),
		"spans in prose":     fill("`a` `b c` must pass. "),
		"bounds":             items("Evidence:", "at least 1 "),
		"raises":             items("Evidence:", "raise "),
		"increases to":       items("Evidence:", "increase to "),
		"existing":           items("Evidence:", "existing "),
		"numbers":            items("Evidence:", "1 "),
		"long number":        items("Evidence:", "1"),
		"numbers or":         items("Evidence:", "1 or "),
		"numbers raised":     items("Evidence:", "raise 1 to "),
		"imitations":         fill("Gоаl: ѕ\n"), // in Cyrillic letters
		"imitations bold":    fill("**Сonstrаints**\n"),
		"paths":              items("Evidence:", "a/b "),
		"slashes":            items("Evidence:", "/"),
		"file names":         items("Evidence:", "a.go-"),
		"priorities long":    under("Priorities:", "*[^a]: <at least 80%|-\nоoff limits <divwhen "),
		"priorities wide":    under("Priorities:", ", *[^a]: at least 80%within \nwithin —when "),
		"if else":            items("Priorities:", "if x else "),
		"when":               items("Priorities:", "when "),
		"for each":           items("Priorities:", "for each a, "),
		"before phase":       items("Stop:", "before phase 1, 2 "),
		"first edit":         items("Stop:", "on the first edit of "),
		"fails":              items("Stop:", "stop if any test a "),
		"resources":          items("Resources:", "a.b.c."),
		"hosts":              items("Resources:", "hosts: a.b, "),
		"budget":             items("Budget:", "actions=5 "),
		"steps":              items("After each phase:", "run `a` "),
		"phase statements":   items("Phases:", "stop if: a; keep b; "),
		"all of it":          fill("Goal: fix all items as many as you can, also also\n- raise existing `a/b` tests by running `go test` to at least 5 without changing `c/d`. If you find x, note it, else y.\n"),
		"comments":           fill("<!--"),
		"comments in lines":  fill("- <!--\n"),
		"comments closed":    fill("<!-- x -->"),
		"comment last":       func(n int) string { return strings.Repeat("<!--", n/4-1) + " -->" },
		"declarations":       fill("a <!"),
		"declarations open":  fill("<!-"),
		"images":             fill("(![ "),
		"images nested":      nest("![", "]("),
		"images far":         fill(strings.Repeat("(![ ", 990) + "]"),
		"images in lines":    fill("![a\n"),
		"labels in links":    fill("-->[a]: b’@\nb (![Only modify:](### Goal"),
		"labels in brackets": fill("![Only modify: and \n[### Goalfix all 支if , 2feature better "),
		"titles open":        fill("](a '](a \""),
		"titles in parens":   fill("](a (b"),
		"targets nested":     fill("]((("),
		"targets open":       fill("[a]("),
		"targets quoted":     fill("[a](=\""),
		"targets escaped":    fill("[a](\\"),
		"targets deep":       fill(strings.Repeat("](a", 31) + strings.Repeat(")(", 1900)),
		"targets images":     fill("[![a]("),
		"targets refs":       fill("[a][b]("),
		"targets notes":      fill("[^a]("),
		"targets lines":      fill("[a](\n"),
		"targets items":      fill("- [a](\n"),
		"targets cells":      fill("|[a](|\n|-|\n"),
		"targets entities":   fill("](&#40;"),
		"targets addresses":  fill("<https://]("),
		"targets dollars":    fill("]($](]"),
		"targets formulas":   fill("$[a]("),
		"targets code":       fill("``](`"),
		"targets emphasis":   fill("*[a]("),
		"titles mixed":       fill("](a \"](a '](a ("),
		"titles late":        fill(strings.Repeat("](a (", 790) + ")x"),
		"titles escaped":     fill("](a \"\\"),
		"addresses late":     fill(strings.Repeat("<", 3985) + ": >"),
		"addresses many":     fill(strings.Repeat("<a:", 1300) + " >"),
		"attributes late":    fill(strings.Repeat("<a b ", 799) + ">"),
		"attributes quoted":  fill(strings.Repeat("<a b=\"' ", 499) + ">"),
		"alts":               fill("![a](b \"c\") "),
		"attributes":         fill("<img alt=\"a\"> "),
		"raw markup open":    func(n int) string { return "<div>\n" + strings.Repeat("<a b=\"c\nd\">\n", n/14) },
		"raw markup blocks":  fill("<p a\n\n"),
		"tables bare":        fill("a|b\n-|-\nc|d|e\n"),
		"definitions long":   fill("[a]:\n"),
		"wide blanks":        fill("```\na" + strings.Repeat("\u2003", 90) + "\n```\n"),
		"nested small":       fill("<sub>"),
		"images closed":      fill("![a](b)"),
		"images open":        fill("![a](b "),
		"links nested":       nest("[", "]"),
		"links":              fill("[a](<b"),
		"links titled":       fill("[a](b \"c"),
		"links of lines":     fill("[a](b\n"),
		"brackets closed":    fill("]"),
		"brackets pairs":     fill("[]"),
		"refs":               counted("", "[a%][b%] "),
		"definitions":        counted("", "[a%]: b%\n"),
		"footnotes":          counted("", "[^%]: b\n"),
		"footnotes used":     counted("", "[^%] \n\n[^%]: b\n\n"),
		"emphasis":           fill("*a **b "),
		"emphasis nested":    nest("*", "a"),
		"underscores":        fill("_a_b"),
		"ticks growing": func(n int) string {
			var b strings.Builder
			for i := 1; b.Len() < n; i++ {
				b.WriteString(strings.Repeat("`", i) + "a")
			}
			return b.String()[:n]
		},
		"ticks":             fill("`"),
		"html nested":       nest("<div>", "a"),
		"html open":         fill("<div title=\""),
		"html open lines":   fill("<div title=\"\n"),
		"html quotes":       fill("<a b='\n"),
		"html attributes":   fill("<a b=\"c\" "),
		"html equals":       fill("<a ="),
		"html in items":     fill("- <p title=\"a\"\n"),
		"tags unknown":      counted("", "<x%>"),
		"tags sup":          fill("<sub><sup>"),
		"entities":          fill("&#8203;&ZeroWidthSpace;"),
		"entities open":     fill("&aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"),
		"tables":            fill("| a | b |\n|---|---|\n| c | d | e |\n"),
		"table wide":        func(n int) string { return strings.Repeat("|a", n/4) + "\n" + strings.Repeat("|-", n/4-1) },
		"tables open":       fill("|a\n|-\n"),
		"bans over lists":   fill("- they must not, so do not change never and only the or keep it unchanged a b\n  - a/b\n"),
		"lists nested":      func(n int) string { return steps(n, "- a\n") },
		"lists in a line":   nest("- ", "a"),
		"lists inline":      fill("- - - - "),
		"lists numbered":    counted("", "%. a\n"),
		"lists of groups":   fill("- a:\n  - b:\n    - c:\n"),
		"quotes nested":     nest(">", "a"),
		"quotes steps":      fill("> - > - "),
		"headings":          counted("", "# a%\n"),
		"headings odd":      under("Stop:", "am\"migratnot ion `go test`note it=s\ufe0f <di0\n# a2314vw@hen *[^a]: <fix alluwww.x.yb><su at least 80Dntom{$\\phantom{$\\phantom{m{$\\phantomo not1b\u200dchangunchangede only bette\nammigration note it=s <di0\n# a2314vw@hen *<a [^a]done wh\u200den: : <fix all src/**at least 80Dntom{$\\phantom{$\\phantom{m{$\\phantomo not1b\u200dchange only bette\n"),
		"headings setext":   fill("a\n-\n"),
		"form again":        fill("### Work type\n### Goal\n"),
		"form all":          fill("### Work type\n\nother\n\n### Goal\n\nx\n\n### Evidence\n\n- y\n\n"),
		"labels":            fill("Goal: a\nEvidence: b\nStop if: c\n"),
		"labels bold":       fill("**Only modify:** a/\n"),
		"done when":         fill("It is done when: a, b, "),
		"done tail":         items("Goal:", "and done when: "),
		"phases":            counted("", "Phase %: x\n"),
		"phases that keep":  fill("Budget: ;  . \r\nPhase 1: x—off limits tests Asrc/**b ](off limits must pass"),
		"phases kept":       fill("Budget: ; &\r\nPhase 1: x—off limits tests ésrc/**Phase 1: x—off limits "),
		"prohibitions":      fill("without changing ’x.go~never <not Budget: ``### the 1 ``\n"),
		"prohibitions wide": under("Evidence:", "done when: `“’支~unchanged within \ndo not change without changing ’x.go~never "),
		"prohibitions odd":  under("Evidence:", "changed within \ndo not change without changing ’x.go~nev`make x` er done when: `“’支~unchanged within\ndo not changemust passBudget: ;  . \r\nPhas withep , 2stop if : +\t\na/b\u200d+\t;\na/b\u200d  out c-->hago~never done wh"),
		"prohibitions long": fill("~unchanged Resources:'within \ndo not change without changing ’must pass~.never ```fix all \u200dBudget: ``"),
		"stop if so":        under("Evidence:", "stop if : +\t\na/b\u200ddo not change only better \t&#8203;keep , 2"),
		"phase statement":   under("Phase 1: x", "stop if: a; "),
		"fences nested":     fill("````\n```\n"),
		"fence of lines":    under("Context:\n```", "a\n"),
		"fence of commands": under("Evidence:\n```sh", "a\n"),
		"tag of lines":      under("</pre>", "a\n"),
		"fences in lists":   fill("- ```\n  a\n"),
		"fences indented":   fill("  ```\n   a\n"),
		"fence continued":   under("Evidence:\n```sh", "$ make a \\\n"),
		"fence comments":    under("Evidence:\n```sh", "x #b "),
		"fence remarked":    under("Evidence:\n```sh", "x # b\n"),
		"fence of parts":    under("Evidence:\n```sh", "cd a |\n"),
		"fences info":       fill("``` a b c d e\n```\n"),
		"fences shell":      under("Evidence:", "```sh\na\n```\n"),
		"fences labelled":   fill("Evidence:\n```\n"),
		"budgets":           fill("Budget: actions=20 minutes=15\n"),
		"long word":         fill("a"),
		"long words":        fill(strings.Repeat("word", 40) + " "),
		"long path":         fill("a/"),
		"vague":             fill("better "),
		"listing":           under("Goal:", "fix and review "),
		"also":              under("Goal:", "a, also b; also "),
		"math":              fill("$\\phantom{"),
		"math closed":       fill("$\\phantom{a}$ "),
		"mermaid":           doc("```mermaid\n%% a\n```\n"),
		"far right":         fill("a" + strings.Repeat(" ", 120)),
		"selectors":         fill("a\ufe0f"),
		"joiners":           fill("\u0645\u200c\u200c"),
		"flags":             fill("\U0001F3F4\U000E0067"),
		"control":           fill("a\x01"),
		"not UTF-8":         fill("\xff\xfe"),
		"blanks":            doc("a \t \t"),
		"empty lines":       doc("\n\n \n"),
		"carriage returns":  doc("a\r"),
		"credentials":       fill("sk-aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa "),
		"sentences":         fill("A. B! C? "),
		"parentheses":       fill("(a, (b; "),
		"commas":            under("It is done when:", "a, "),
		"escapes":           fill("\\"),
		"colons":            fill("a:\n"),
		"front of context":  doc("see the log above\n\n"),
		"summaries":         fill("<summary>a</summary>\n<details>\n"),
		"rules as rows":     before("Dо nоt mоdify thе filеs in thе dirеctоry аnd kеер thе tеsts. ", "\n| a | b |\n|---|---|\n"+strings.Repeat(rows, 900)), // in Cyrillic letters
		"rules in Russian":  before("Не изменяйте файлы в каталоге src/a и не трогайте тесты. ", "| не трогайте/а | нельзя |\n"),
		"rules in capitals": before("НЕ ИЗМЕНЯЙТЕ ФАЙЛЫ, ЕСЛИ NOT ALLOWED ΜΗΝ ΑΛΛΑΞΕΤΕ. ", rulings),
		"rules that fold":   before("ſhall ſhould muſt remain Keep tasKſ, not without İt. ", rulings),
		"rules of one word": before("Not. Never. May. ", rulings),
		"rules of letters":  before(". A", rulings),
		"rules of none":     before("We remain not kept left has been used to run each after. ", rulings),
		"rules if":          before("If you. When x else otherwise it is. ", rulings),
		"rules in code":     before("See `a` not. The `a b` must remain `x y`. ", rulings),
		"rules in a word":   before(strings.Repeat("mustnot", 140)+". ", strings.Repeat("x", 990)+" "),
		"brims of labels": brims(
			part{32, "Resources:\n", "**5 only change ]passes Resources:\n\n"},
			part{64, "Evidence:\n", "limited to allowed must remain need has to forbidden reduce none Constraints:\n’ı1.5s add must not should after each please 80% \n\nexceed  b keep 80% coverage migrations via `go test ./...` ensure must https://x.yz/a leave alone \t. off limits #1 each @x @x а`a b` \n> – 100 \\code cannot \nwe src/**/*.go **\n"},
			part{4, "Stop:\n", "**Goal:** change {directory because {\n"},
			part{256, "", "- prefer reduce !Gоаlnever add schema while please otherwise \nAllowed: ***Dо nоt __Constraints:\nmust remain **/a before can outside \n# warning can x(“0 below prefer file leave for each the [a](b) for each ---that summary below that \n- leave alone ![a](b) Only modify: </b>Goal: <b>src/**/*.go must remain must off limits 支<div>]must remain 80% Stop:\n<div>stop if at least forbidden `a` error [^a]  "}),
		"brims of criteria": brims(
			part{32, "Resources:\n", "**5 only change ]passes Resources:\n\n"},
			part{64, "Evidence:\n", "**limited to none must remain need has to forbidden reduce none Constraints:\n’ı1.5s add must not prefer after each raise please 80% \n\nexceed  b need 80% coverage migrations measured by не must https://x.yz/a leave alone \t. off limits #1 each @x @x а`a b` \n> – 100 \\code cannot \nwe src/**/*.go “"},
			part{24, "# a\n", "\n> at least \tdone when: unchanged the below ![a](b) \n  - **/a `a b` until ?<a b=\"c\">zero off limits a.b.c "},
			part{256, "Evidence:\n", "| limited to none must remain need has to forbidden reduce none Constraints:\n’because 1.5s add must not report after each raise ; please every \n\nexceed  b need 80% coverage migrations via не must https://x.yz/a leave alone \t. #1 each @x @x а`a b` \n> tests \\code cannot \nwe src/**/*.go “"}),
		"brims of headings": brims(
			part{24, "# a\n", "* measured by it as it isuntil reduce zero 10 MB Out of scope:\nplease must only change - [ ] changes leave alone allowed [Dо nоt **\n"},
			part{256, "Goal: fix it\n\n", "# everything Context:\nbecause \n# run we until Goal: the tests ımay stays done when: ---want limited to **what may changevia `make x`a/b is done when must off limits if checked by [^a] stays 80% the tests \taain [a](b) ”ıStop:\n[^a] ~~~\nwhen after each except restrict —modify <a b=\"c\">]Only modify: /off limits Budget: Resources:\n?without touching \nAllowed: éafter each Constraints:\nmigrations until raise each item <!-- x -->Dо nоt – \n"}),
		"brims of context": brims(
			part{128, "", "—, Only modify: may be kept src/a/ :\n"},
			part{256, "Context:\n", "* Resources:\nаwithin ’Context:\n`a b` files <a b=\"c\">&amp; \twithout touching forbidden of leave alone pass after each if &#40;x\nreport \nrun via \n  - . ]\nfails \n[except when #1  x .\nreturns 0 raise do not change \n\n80% \n> can `go test ./...` only without touching and exceed <a b=\"c\">не allowed x.go none [^a] \n### exits 0 "}),
		"brims of items": brims(
			part{32, "", "when −schema <a b=\"c\">use before ---=échecked by @x ensure ; increase 12 \n"},
			part{256, "Out of scope:\n", "mustnotthey \n  - <div>ſhall −passes :\n”increase a.b.c errors not remain see "}),
		"brims of paths": fill("Only modify:\n* (![a](b) Constraints:\n$x.go \u200b12 when @x they _---```\n<!-- x -->done when: ; fails fails "),
		"brims of tags": brims(
			part{95, "Budget: ", "~~\"\n\n'is mustnoteverything https://x.yz/a :\n$:\nbetter  b leave because Phase 2: summary [a'≥Budget: minutes=5 "},
			part{256, "Resources:\n", "<a b=\"c\">"}),
		"brims of phases": brims(
			part{64, "Goal: fix it\n\n", "“[a](b) only change migrations **they https://x.yz/a may be tests 支```\nwithout pass Phase 2: done when: forbidden should \n\"Phase 2: "},
			part{11, "Evidence:\n", "before the tests \u2003at least 80% mustnothttps://x.yz/a after each , 2changes fix Stop:\n\u00a0__verify . Ashould be ](a \"prefer same for may see measured by @x `a b` "},
			part{256, "Goal: ", "raise `a b`  b <= :\n0 remain else leave alone ~~stay ~~~\n## allowed same for unless Constraints:\n"}),
		"brims behind paths": brims(
			part{57, "Phase 1: x\n", "; allowed fails ! would like Evidence: \tschema report coverage 0 else * see Budget: minutes=5 <would like "},
			part{14, "", "before at least 80% in "},
			part{256, "Constraints:\n", "|they <!-- x -->only change \n\nask Budget: minutes=5 schema else without touching   ```\nthe Only modify: leave /\u00a0nor ask –because should write outside "}),
		"rules as items": before("- see `a b c` must remain not `x y` at least 5\n", rulings),
	}
}

// steps is a list in which each line is deeper than the one before.
func steps(n int, item string) string {
	var b strings.Builder
	for i := 0; b.Len() < n; i++ {
		b.WriteString(strings.Repeat(" ", 2*(i%300)) + item)
	}
	return b.String()[:n]
}

// admit is all that is done with a text: it is read, linted, and read back when
// it is a goal.
func admit(body string) { goalspec.Parse("", body).Admit(goalspec.Options{}) }

// cpu is the CPU time that f takes at the least, of three runs.
func cpu(f func()) time.Duration {
	defer debug.SetGCPercent(debug.SetGCPercent(-1))
	least := time.Hour
	for range 3 {
		from := cpuTime()
		f()
		least = min(least, cpuTime()-from)
	}
	return least
}

func cpuTime() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano()) // only their sum is exact
}

// BenchmarkAdversarial shows, for each shape at 256 KiB, the CPU time and
// how many times that of parsing plain prose of the same size with goldmark.
func BenchmarkAdversarial(b *testing.B) {
	prose := []byte(strings.Repeat("The export writes one line for each invoice, and *totals* agree with `sum`.\n\n", size/77)[:size-size%77-77])
	floor := cpu(func() { goldmark.DefaultParser().Parse(text.NewReader(prose)) })
	for name, shape := range shapes() {
		b.Run(name, func(b *testing.B) {
			body := shape(size)
			b.SetBytes(size)
			from := cpuTime()
			for b.Loop() {
				admit(body)
			}
			used := (cpuTime() - from) / time.Duration(b.N)
			b.ReportMetric(float64(used.Microseconds())/1000, "cpu-ms/op")
			b.ReportMetric(float64(used)/float64(floor), "x-goldmark")
		})
	}
}
