package interfaces

import (
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/surface/product"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// renamed tells whether another name of the same shape came where one went, for
// fields and methods in the same type.
func renamed(old string, had, has product.Offers) bool { return len(heirs(old, had, has)) > 0 }

// heirs are the names that came with the shape of one that went.
func heirs(old string, had, has product.Offers) (out []string) {
	for name, now := range has {
		if _, was := had[name]; !was && now.Shape == had[old].Shape && product.OwnerOf(name) == product.OwnerOf(old) {
			out = append(out, name)
		}
	}
	return out
}

// stoodFor tells whether something else came in place of what went: it is called as that
// was, and is no mere other name of it.
func stoodFor(old string, had, has product.Offers) bool {
	was, function := bodyOf(had[old], old, false)
	for _, name := range heirs(old, had, has) {
		is, _ := bodyOf(has[name], name, true)
		if had[old].Shape == product.AllOf || function && is != was {
			return true
		}
	}
	return false
}

// bodyOf is what a function does, whatever it is called.
func bodyOf(o product.Offer, name string, after bool) (string, bool) {
	if o.File == nil {
		return "", false
	}
	src := o.File.Was
	if after {
		src = o.File.Is
	}
	for _, fn := range src.Funcs() {
		if fn.Name == product.LastOf(name) && fn.Start < o.Line && o.Line <= fn.End {
			body := strings.Join(strings.Fields(language.Part(src.Code, fn.Head, fn.End)), " ")
			return regexp.MustCompile(`\b`+regexp.QuoteMeta(fn.Name)+`\b`).ReplaceAllString(body, "it"), true
		}
	}
	return "", false
}
