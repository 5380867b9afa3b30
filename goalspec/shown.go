package goalspec

import "github.com/goalkeeper-dev/goalkeeper/goalspec/internal/page"

// Shown is a Markdown text as people see it on its page: without comments, tags,
// alternative texts, titles and whatever else the page does not show. It is what
// a model may be given of what people write.
func Shown(text string) string { return page.Shown(text) }
