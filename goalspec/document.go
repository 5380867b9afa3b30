package goalspec

import (
	"io/fs"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/field"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/glob"
	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/page"
)

// Options say against what a document is read and linted. The zero Options are
// the standard form and nothing else known.
type Options struct {
	// Form is the repository's own issue form, for its labels; the standard
	// form when zero. Only ParseWith looks at it.
	Form Form
	// TemplateComments are the HTML comments of the repository's own issue
	// templates, which an author need not delete.
	TemplateComments []string
	// Limits are the operator's limits; a zero field is no limit.
	Limits Budget
	// Frozen are globs of paths that nobody changes unless a person lets them, whatever
	// the goal says.
	Frozen []string
	// Repo is the tree the goal is about; nil when not at hand.
	Repo fs.FS
}

// Document is what an author wrote, with positions. It is made by [Parse] and
// never changes.
type Document struct {
	contract
	title, body string
	options     Options
	form        bool  // a rendered form
	unread      tally // what stood in the way while reading
	facts       facts
	blocks      []page.Block
	one         bool // that it asks for one thing was seen when it had its title
}

// facts are what the lint needs to know about the writing itself.
type facts struct {
	comments  []page.Region
	hidden    []page.Finding       // in markup
	labels    map[field.Field]Span // where a field's label stands
	outcomes  []Passage
	beside    []Passage // what stands below the outcome, of the same section
	entries   []Passage // of the fields, as they read
	hints     []hint
	asked     []Passage // the sentences of the outcome
	named     bool      // the outcome is what the text is called
	allowed   []Glob
	denied    []Glob
	focused   []Glob
	abroad    []Span          // of constraints under a label of another language
	loose     []Constraint    // sentences of which no bound was read
	wordy     []Constraint    // files that must not change and that only words name
	perhaps   []string        // patterns of sentences that may be words
	lettered  bool            // a phase has a number such as 1a
	permitted []Glob          // said to change, or that it may, in a sentence
	meters    map[string]Span // of the budget, where each stands
}

// Parse reads an issue. It never fails: what it cannot read is context or a
// finding. The title is the outcome when the body states none.
func Parse(title, body string) Document { return ParseWith(Options{}, title, body) }

// ParseWith is [Parse] with the labels and limits of a repository; Goal then
// lints with the same options.
func ParseWith(o Options, title, body string) Document {
	if len(o.Form.fields) == 0 {
		o.Form = StandardForm()
	}
	o.TemplateComments = slices.Clone(o.TemplateComments)
	body = strings.TrimPrefix(body, "\ufeff")
	d := Document{title: title, body: body, options: o, unread: newTally(), facts: facts{labels: map[field.Field]Span{}, meters: map[string]Span{}}}
	d.facts.comments = page.Comments(body)
	r := reader{doc: &d, globs: map[string]int{}, bounding: map[string]bool{}, effort: glob.MaxTreeSteps}
	r.read(page.NewSource(body, d.facts.comments))
	return d
}

// Title is the title as given.
func (d Document) Title() string { return d.title }

// Body is the body as given, without the byte order mark of a file.
func (d Document) Body() string { return d.body }

// Goal is the contract, or a [*FindingsError] with what forbids it.
func (d Document) Goal() (Goal, error) {
	g, findings := d.Admit(d.options)
	if g.IsZero() {
		return Goal{}, &FindingsError{Findings: errorsOnly(findings)}
	}
	return g, nil
}

// Admit lints the document and, when nothing stands in the way, gives the goal.
// With an error among the findings the goal is zero.
func (d Document) Admit(o Options) (Goal, []Finding) {
	findings := d.Lint(o)
	if HasErrors(findings) {
		return Goal{}, findings
	}
	if fault, ok := d.readBack(StandardForm().render(d.contract)); !ok {
		return Goal{}, append(findings, fault)
	}
	return Goal{contract: d.contract}, findings
}

// Shown is a Markdown text as people see it on its page: without comments, tags,
// alternative texts, titles and whatever else the page does not show. It is what
// a model may be given of what people write.
func Shown(text string) string { return page.Shown(text) }
