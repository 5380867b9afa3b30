package asks

import (
	"testing"
	"unicode/utf8"
)

// FuzzAsks holds that no text that people write, and no names and values of a
// change, make a question fail.
func FuzzAsks(f *testing.F) {
	for _, seed := range [][3]string{
		{"the label should read 1 day left soon.", "1 day left", "day left soon"},
		{"the label should read 1 day left soon.", "day left soon", "1 day left"},
		{"`report.golden` gets a new row; `-0.50` becomes `0.50`.", "-0.50", "0.50"},
		{"Skip TestSlow on CI until #12; it may take 30 s rather than 10.", "TestSlow", "30"},
		{"The errors of `close()` are ignored except in **pay.py**.", "pay.py", "close"},
	} {
		f.Add(seed[0], seed[1], seed[2])
	}
	f.Fuzz(func(t *testing.T, text, a, b string) {
		if len(text) > 1<<12 || len(a)+len(b) > 1<<8 {
			return
		}
		all := Sentences(text)
		one, _ := utf8.DecodeRuneInString(a)
		other, _ := utf8.DecodeRuneInString(b)
		for _, ask := range []func(){
			func() { ToBranch(all, a, []string{b}) },
			func() { NamesCase(all, a, b) },
			func() { ToEdit(all, a, []string{b}) },
			func() { Names(text, a) },
			func() { Excuse(all, a) },
			func() { ToReorder(all, a) },
			func() { ToExtend(all, a) },
			func() { Wants(all, a, b) },
			func() { Turns(all, a, b) },
			func() { ToExtent(all, a, []string{b}) },
			func() { LetFail(all, func(w string) bool { return w == a }) },
			func() { FileToGo(all, a) },
			func() { CalledAfter(a) },
			func() { ToGo(all, a, []string{b}) },
			func() { ToSkip(all, a, []string{b}) },
			func() { ToWait(all, a, []string{b}) },
			func() { ToLoosen(all, a, []string{b}) },
			func() { ToMove(all, a, 1, 30) },
			func() { Numbers(all) },
			func() { Amounts(text, []float64{1, 30}) },
			func() { LetPass(all) },
			func() { RecordsRight(all) },
			func() { Right(all, a, []string{b}) },
			func() { Apart(all, func(s string) string { return s }) },
			func() { ToReplaceSign(all, one, other) },
			func() { ToSilence(Leaves(all, []string{a, b}), a, true) },
			func() { LetEnd(all, []string{a}, func(w string) bool { return w == b }) },
			func() { Means(all, a) },
		} {
			ask()
		}
	})
}
