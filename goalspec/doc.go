// Package goalspec is the language in which an issue states a goal: it reads
// what an author wrote, says what is missing, and renders what may be trusted.
//
// In comes a title and a body in Markdown; out go a [Document] (what was
// written, with places), findings (what stands in the way), and a [Goal] (the
// contract). Only a document without findings of severity [Error] becomes a
// Goal, and there is no other way to get one: decoding JSON runs the same
// checks. Only this module's own log is taken at its word ([Stored]), so that a
// goal agreed on under an older language goes on under a newer one. The package does no I/O beyond an optional read-only [io/fs.FS], keeps
// no state and is safe for concurrent use. Nothing is lost if the process dies.
//
// # What a goal holds
//
// Six elements: the outcome; the criteria, C1 and on, each with a command, a
// measurable [Predicate], or by inspection; what must not regress (constraints,
// and the [Scope] of paths); the [Resources] that may be used; the priorities
// that choose among next actions; and when to stop and report. Beside them the
// [WorkType], phases with the steps after each, the [Budget], and whether a
// migration note is wanted. Everything else is context: quoted, never part of
// the contract.
//
// # What is read
//
// A body whose first line is the heading of the form's first field, or of one
// before the goal, is a rendered issue form ([StandardForm], or a repository's own by [ReadForm]): it is cut at
// the form's labels only, each once and in order, so that a heading inside an
// answer cannot take the place of a field.
//
// Anything else is Markdown written by hand. Headings of any level, bold labels
// and lines such as "Evidence:" open the parts in any order; "Phase 2: Move"
// opens a phase, also as an item of a list; list items, table rows and lines are
// statements. Right above a list a label needs no colon; a sentence right below an
// item, no deeper than its mark, stands for itself. The plainest labels, such as "Constraints:" and "Budget:", also open
// their part where they begin a sentence within a paragraph. Prose under no label is
// looked at sentence by sentence:
//
//	Add CSV export to the reports page.                         outcome
//	The feature is done when: a, b, and c.                      criteria
//	Target 80% branch coverage, measured by the usual command.  criterion, >= 80%
//	Do not modify any database migration files.                 constraint
//	Only modify files in `web/locales/`.                        constraint and scope
//	If you find a bug, note it rather than changing the code.   priority
//	Run the test suite after each change.                       step after each phase
//	Write a summary report at the end listing ….                report
//
// The outcome of a paragraph is what says what shall be ("The importer should skip
// …", "Add …"); what tells only how it is, or why, is context. Of a bug report the
// outcome is what is expected, where no label states a goal.
//
// # What bounds the paths
//
// Blocks of paths and sentences do: "Only modify:", "Do not touch src/auth",
// "src/auth is out of scope", "Avoid src/auth", "Anything under src/auth" in a
// block, a path under "Out of scope". A pattern may have a reason behind it, in
// parentheses; words there that may permit less than the pattern does ("not the
// parser", "if the owner agrees") are refused. So is a kind of file in a
// directory, such as "the tests under src/auth": which files are meant no pattern
// says for certain, unless the directory is called so ("the tests under tests/").
// What must not change may leave out paths under it: "`auth/**`, except
// `auth/refresh/**`", "leave db/ alone apart from db/seeds/". Such an exception
// belongs to its pattern ([Glob.Except]): what another pattern denies stays
// denied, in whatever order they stand. One in words, or that lies elsewhere,
// or beside which anything else is said that may let less change, is not read,
// and the ban is words as a whole.
//
// Under a question ("What must not change?") a bare word is a path when the
// repository at hand has it; any other is a constraint in words.
//
// Reading is deterministic: the same text gives the same document. Everything
// that was read says where it stands, as a [Span] of the body.
//
// # Kinds of criteria and commands
//
// A criterion may say "[must_change]" (false today, true afterwards) or
// "[must_hold]" (true today and afterwards), in tags or in words such as "still
// passes"; else its kind is unknown until the plan decides. A command is a code
// span that reads as one or of which the text says that it passes, what follows
// "run:" or "$ " at the front, a script's path that is said to be run, or a shell
// fence below the item. One that is said to pass "on Windows", "from `sub/`" or "unless
// the cache is cold" is not bound, as a run of it does not show that; it is told, and
// the plan binds a check. "On main", "in a clean checkout" and "after the change" are
// what each run is. A fence that belongs to no item makes a criterion of each
// line, or one of all lines that only go together; with prompts, the other lines
// are output. "[inspection]", and a wish for a migration note, make a criterion one
// for people to judge.
//
// What stands below a criterion in a list says more of it; a command or a measure
// there makes a criterion of its own, and so does a box to tick. An unticked box is
// a criterion still to be met. Where people choose, an unticked box is not chosen: in
// the checkboxes of a form, and in a list of constraints, paths, resources or kinds
// of work in which others are ticked.
//
// # Hidden text
//
// What a person sees and what a model reads must be the same. HTML comments
// (other than those of the repository's own templates), invisible and reordering
// characters outside their legitimate use, and markup that keeps text off the
// page are findings of severity error. None of it is read, nor is what may be
// short: attributes, alternative texts, titles, a placeholder that is a tag to
// the page, a definition nothing refers to. A path or command in which a letter
// of another alphabet passes for a Latin one is refused as well.
// [Document.Body] still has all of it; [Shown] gives a text without, which is
// what a model may be given beside the contract.
//
// # Rendering
//
// [Goal.Markdown] is the contract for people, [Goal.Template] the standard form
// filled in, and [Schema] describes the JSON
// ([LintSchema] that of a whole lint). Parsing the template of a goal
// gives an equal goal; a document for which that would not hold is not admitted.
//
// # How it is made
//
// Reading goes from below, a package a layer, none of which knows the next: page
// is Markdown as people see it, prose its words and numbers; check reads the
// commands and bounds of a statement, glob patterns of paths; ruling says which
// paths words bound; saying tells what a sentence is (a wish, a fault, the past,
// a doubt, the manner). Upon it stand praise (what nobody can say to be true),
// backlog (work on things that nobody counted), demand (what is asked of a path)
// and labels (which field a line names), and entry makes entries of blocks. What
// is here keeps the contract: sections of a body by their labels, the reader that
// fills a [Document], the linter with a file for each of its questions, and what
// is rendered.
//
// The findings' codes are listed in the package's README.
package goalspec
