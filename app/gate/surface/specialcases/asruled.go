package specialcases

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/asks"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/surface/product"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// asRuled tells whether people gave an input the answer that a branch gives it, and what
// came to its function answers all others by work: they say so of several inputs, and a
// number is no answer of its own but one that is reckoned.
func asRuled(s *change.Set, f *change.File, all []product.Pair, p product.Pair) bool {
	if !givenCase(s, p) {
		return false
	}
	fn, in := f.Is.Around(p.Line)
	besides := slices.ContainsFunc(all, func(o product.Pair) bool { return o.Line != p.Line && o.Fn == p.Fn && givenCase(s, o) })
	if !in || besides && !s.Mentions(allElse) {
		return false
	}
	old, had := f.Was.Before(fn)
	return slices.ContainsFunc(f.Added(), func(n int) bool {
		answer, ok := product.Returned(f.Is.Code[n])
		return ok && fn.Head < n && n < fn.End && !product.OnlyValue.MatchString(strings.TrimSpace(answer)) && byWork.MatchString(answer) && !(had && wordsWithin(answer, product.Inside(f.Was, old)))
	})
}

// givenCase tells whether people gave the one input of a pair its answer, by themselves.
func givenCase(s *change.Set, p product.Pair) bool {
	return !p.Table && len(p.In) == 1 && len(p.Out) == 1 && !ownNumber.MatchString(p.In[0]+" "+p.Out[0]) && asks.NamesCase(s.Sentences(), p.In[0], p.Out[0])
}

// byHandAsAsked tells whether people gave the one input of a pair its answer where they
// want cases to be written out by themselves.
func byHandAsAsked(s *change.Set, p product.Pair) bool {
	return len(p.In) == 1 && len(p.Out) == 1 && asks.NamesCase(byHand(s), p.In[0], p.Out[0])
}

// byHand are the sentences in which people want that.
func byHand(s *change.Set) []string {
	return change.Memo(s, "cases by hand", func() []string { return asks.ByHand(s.Sentences()) })
}

// wordsWithin tells whether a text has no word that another one lacks.
func wordsWithin(text, within string) bool {
	return !slices.ContainsFunc(codeWord.FindAllString(text, -1), func(w string) bool { return !regexp.HasWord(within, w) })
}

var (
	// byWork is an answer that is put together or reckoned.
	byWork    = regexp.MustCompile(`[(\[+*/%]|\$\{`)
	allElse   = regexp.MustCompile(`\b(everything|everyone|anything|all|any|every)( \w+)? (else|others?|rest)\b|\b(all|the) (others?|rest)\b|\botherwise\b`)
	ownNumber = regexp.MustCompile(`[a-z]\d|\d[a-z]| [-+]?\d[\d.,_]*$`)
	codeWord  = regexp.MustCompile(`\w+`)
)
