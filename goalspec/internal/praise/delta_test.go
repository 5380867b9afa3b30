package praise

import "testing"

// TestDelta: what a text demands is a change where its verb, or what is said behind it, names
// what is to be seen; a quality, whatever the word, and more of something are none.
func TestDelta(t *testing.T) {
	t.Parallel()
	for want, texts := range map[Delta][]string{
		Quality: {
			"The feed reader copes sensibly with bad lines.",
			"The importer copes with real world files.",
			"Users get more helpful errors from `pkgr`.",
			"The forecast should become better, esp. around holidays where planners say it is way off.",
			"I'd love the docs to be friendlier. Folks who come from Celery tell me they are put off by the tone.",
			"The search finds what people expect, with results that are more relevant.",
			"The operator should be faster when there are many resources.",
			"Modernize the look and feel of the settings page.",
			"Sorting is considerably quicker than at present.",
			"Bring the disk usage of the crawler down to something tolerable.",
			"A beginner has a pleasant time with the wizard.",
			"The code below `src/map/` reads well.",
			"We want the mailer (`pkg/mail`) to be a lot sturdier.",
			"I'd love to see hints that are truly helpful.",
			"Mails are sent reliably.",
			"Cut our bills noticeably.",
			"The shop should be significantly more accessible.",
			"Give the editor some polish.",
			"The tickets look like 1999. Bring them up to a contemporary standard.",
			"People can find their way without difficulty.",
			"The wizard should be nicer, so that a newcomer has an easier start.",
		},
		Work: {
			"Refactor the mailer.",
			"Look into the queue.",
			"The scheduler is reworked.",
			"Upgrade our dependencies.",
		},
		Change: {
			"The feed reader skips bad lines.",
			"The importer copes with rows that have no date.",
			"The list should be nicer, with icons and dates.",
			"The form is simpler, so that a guest sees two fields.",
			"Errors are more helpful by naming the line.",
			"Sorting takes at most 2 s.",
			"Bring the disk usage of the crawler down to 3 GB.",
			"The archive is smaller than the input.",
			"Make the mailer retry twice.",
			"Make the list sortable.",
			"The wizard is simpler: it asks for the name only.",
			"Refactor the mailer into a package of its own.",
			"Look into the crash on start.",
			"Reduce the stock when an order is paid.",
			"Speed up the crawler by keeping its connections open.",
			"The mailer is robust against empty lists.",
			"Passwords are never logged.",
			"All drivers are listed with their vehicles.",
			"The fast path is gone.",
			"I want to see who wrote a note.",
		},
	} {
		for _, text := range texts {
			if got := Of(text); got != want {
				t.Errorf("%q tells %d, want %d", text, got, want)
			}
		}
	}
}

// TestDeltaOfAnything: words in any order are read to the end.
func TestDeltaOfAnything(t *testing.T) {
	t.Parallel()
	words := []string{"the", "`skips the file`", "is", "to", "better", "more", "than", "2", "and", ":", "(", ")", "so that", "should", "be", "improve", "pages", "evict", "nobody", "ever", "it", ";", "by", "\"a\"", "."}
	for a := range words {
		for b := range words {
			for c := range words {
				s := words[a] + " " + words[b] + " " + words[c]
				Of(s)
				OfSentence(s)
				IsClause(s)
			}
		}
	}
}
