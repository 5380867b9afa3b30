package markup

import (
	"regexp"

	"github.com/microcosm-cc/bluemonday"
)

// policy is every element and attribute that may be shown. There are no ids, so that a text cannot pose
// as an anchor of the page, and no images: they become links.
func policy() *bluemonday.Policy {
	p := bluemonday.NewPolicy()
	p.AllowElements(
		"p", "br", "hr", "wbr", "div", "span", "blockquote", "pre", "code", "details", "summary",
		"h1", "h2", "h3", "h4", "h5", "h6", "dl", "dt", "dd", "abbr", "b", "cite", "del", "em", "i", "ins", "kbd",
		"mark", "q", "s", "samp", "small", "strike", "strong", "sub", "sup", "tt", "u", "var", "ruby", "rp", "rt",
	)
	p.AllowLists()
	p.AllowTables()
	p.AllowStandardURLs()
	p.AllowAttrs("href").OnElements("a")
	p.AllowAttrs("open").Matching(regexp.MustCompile(`^(|open)$`)).OnElements("details")
	p.AllowAttrs("type").Matching(regexp.MustCompile(`^checkbox$`)).OnElements("input")
	p.AllowAttrs("checked", "disabled").Matching(regexp.MustCompile(`^(|checked|disabled)$`)).OnElements("input")
	p.AllowAttrs("value").Matching(regexp.MustCompile(`^\d{1,6}$`)).OnElements("input")
	p.AllowAttrs("class").Matching(tokenClass).OnElements("span")
	return p
}

// tokenClass matches the short names that highlighted code uses; the pages' own classes are longer.
var tokenClass = regexp.MustCompile(`^[a-z][a-z0-9]{0,2}$`)
