package goalspec

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/page"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
)

// hidden finds what a person does not see and a model would read.
func (l *linter) hidden() {
	body := l.doc.body
	comments := slices.DeleteFunc(slices.Clone(l.doc.facts.comments), func(r page.Region) bool {
		return r.To-r.From < maxTemplateComment && l.fromTemplate(body[r.From:r.To])
	})
	l.bounded(len(comments), hiddenComment, func(i int) Finding {
		r := comments[i]
		return hiddenComment.at(l.span(r.From, r.To), "an HTML comment hides text from people: %s", prose.Clip(body[r.From:r.To]))
	})
	more := 0
	for m := range page.Invisible(body) {
		if more > 0 || l.full(hiddenChars) {
			more++
			continue
		}
		l.add(hiddenChars.at(l.span(m.From, m.To), "%s hides text from people: %+q", m.What, prose.Clip(body[m.From:m.To])))
	}
	l.more[hiddenChars.code] += more
	for m := range page.Invisible(l.doc.title) {
		l.add(hiddenChars.at(Span{1, 1, 1, 1}, "%s hides text in the title", m.What))
		break
	}
	l.markup()
}

// maxTemplateComment bounds the comments that are compared with a template's.
const maxTemplateComment = 16 << 10

func (l *linter) fromTemplate(comment string) bool {
	return slices.ContainsFunc(l.o.TemplateComments, func(c string) bool { return commentText(c) == commentText(comment) })
}

func commentText(s string) string {
	s = strings.TrimSuffix(strings.TrimPrefix(strings.TrimSpace(s), "<!--"), "-->")
	return page.Words(s)
}

func (l *linter) markup() {
	var sure, slips []page.Finding
	for _, f := range l.doc.facts.hidden {
		if f.Doubt {
			slips = append(slips, f)
		} else {
			sure = append(sure, f)
		}
	}
	l.bounded(len(sure), hiddenMarkup, func(i int) Finding {
		return hiddenMarkup.at(spanOf(sure[i].At), "%s: %s", sure[i].What, prose.Clip(sure[i].At.S))
	})
	l.bounded(len(slips), looksLikeTag, func(i int) Finding {
		return looksLikeTag.at(spanOf(slips[i].At), "%s: %s", slips[i].What, prose.Clip(slips[i].At.S))
	})
}
