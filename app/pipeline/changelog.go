package pipeline

import (
	"cmp"
	"io/fs"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/goalspec"
)

var (
	changelogs = regexp.MustCompile(`(?i)^(change-?log|changes|history|news|releases|release[-_]?notes)(\.(md|markdown|rst|txt|adoc|org))?$`)
	fragments  = regexp.MustCompile(`(?i)^(change-?logs?\.d|changes\.d|news\.d|news-?fragments?|\.changesets?|\.changes|\.chloggen)$`)
	unreleased = regexp.MustCompile(`(?i)^(change-?logs?|changes)$`) // holds entries in a directory of that name

	changelogWords = regexp.MustCompile(`(?i)\bchange ?-?logs?\b|\bnews (entry|item|fragment)\b` +
		`|\b(add|update|extend|write|amend)\w* (a |an |the |our |some )?release notes?\b` +
		`|\b(in|to|into) (the |our )?release notes?\s*([.,;:)]|$|(about|that|and|as|under|too|for)\b)` +
		`|\brelease notes? (has|have|gets?|tells?|says?|mentions?|names?|describes?|lists?|contains?|includes?)\b`)
	changesetWords = regexp.MustCompile(`(?i)\bchangeset\b`)
	unwanted       = regexp.MustCompile(`(?i)\b(not|no|never|without|nothing|unchanged|untouched|leaves?|except)\b|n't\b`)
)

// owedChangelog asks for an entry where the contract speaks of the change log
// and the repository keeps one that the goal may change.
func (h harness) owedChangelog(stat app.DiffStat) (string, error) {
	name := changelogOwed(h.goal.Contract.Goal, stat, h.mirror().FS(h.baseTree()))
	if name == "" {
		return "", nil
	}
	at, lacks := name, "new line"
	if strings.HasSuffix(name, "/") {
		at, lacks = name+"entry.md", "new file"
	}
	if v, err := h.decide(at); err != nil || v.Action == app.ActionStop {
		return "", err
	}
	return "The contract asks for an entry in the change log, and " + name + " has no " + lacks + ": add one and call finish again.", nil
}

// changelogOwed is the change log of the base that lacks an entry, if the
// contract asks for one: the file, or with a slash behind it the directory that
// holds a file for each entry.
func changelogOwed(g goalspec.Goal, stat app.DiffStat, base fs.FS) string {
	for _, f := range stat.Files {
		if entered(f) {
			return ""
		}
	}
	texts := []string{g.Outcome()}
	for _, c := range g.Criteria() {
		texts = append(texts, c.Text)
	}
	for _, c := range g.Constraints() {
		texts = append(texts, c.Text)
	}
	texts = slices.DeleteFunc(texts, unwanted.MatchString)
	if len(texts) == 0 {
		return ""
	}
	logs := logbook{base, map[string]string{}}
	name := logs.nearest(stat)
	for _, text := range texts {
		switch {
		case changelogWords.MatchString(text), strings.HasSuffix(name, "/") && changesetWords.MatchString(text):
			return cmp.Or(logs.named(text), name)
		case logs.named(text) != "":
			return logs.named(text)
		}
	}
	return ""
}

// entered tells whether a change adds to a change log.
func entered(f app.FileStat) bool {
	dir, name := path.Split(f.Path)
	in, within := path.Base(dir), path.Base(path.Dir(path.Clean(dir)))
	return f.Added > 0 && (changelogs.MatchString(name) || fragments.MatchString(in) || strings.EqualFold(in, "unreleased") && unreleased.MatchString(within))
}

// logbook finds the change logs that a tree keeps.
type logbook struct {
	tree fs.FS
	in   map[string]string // by directory; empty: none
}

// nearest is the log that most of the changed files are nearest to; the one at
// the top, or else that of the documentation, is that of all.
func (k logbook) nearest(stat app.DiffStat) string {
	votes := map[string]int{}
	best := cmp.Or(k.of("."), k.of("docs"), k.of("doc"))
	if strings.HasSuffix(best, "/") {
		return best // the logs of parts are made of its entries
	}
	for _, f := range stat.Files {
		name := ""
		for dir := path.Dir(f.Path); name == "" && dir != "."; dir = path.Dir(dir) {
			name = k.of(dir)
		}
		if name = cmp.Or(name, best); name != "" {
			votes[name]++
		}
	}
	for _, f := range slices.Sorted(maps.Keys(votes)) {
		if votes[f] > votes[best] {
			best = f
		}
	}
	return best
}

// of is the log of one directory: of several the one that entries are written
// to as files.
func (k logbook) of(dir string) string {
	if name, known := k.in[dir]; known {
		return name
	}
	file, entries := "", ""
	all, _ := fs.ReadDir(k.tree, dir) // what is not there keeps none
	for _, f := range all {
		name := path.Join(dir, f.Name())
		switch {
		case !f.IsDir() && changelogs.MatchString(f.Name()):
			file = name
		case f.IsDir() && fragments.MatchString(f.Name()):
			entries = name + "/"
		case f.IsDir() && unreleased.MatchString(f.Name()):
			if _, err := fs.Stat(k.tree, path.Join(name, "unreleased")); err == nil {
				entries = path.Join(name, "unreleased") + "/"
			}
		}
	}
	k.in[dir] = cmp.Or(entries, file)
	return k.in[dir]
}

var pathWord = regexp.MustCompile(`[\w.@-]+(/[\w.@-]+)*`)

// named is the log that a text names by its path.
func (k logbook) named(text string) string {
	for _, word := range pathWord.FindAllString(text, -1) {
		word = strings.TrimRight(word, ".")
		base := path.Base(word)
		isFile := changelogs.MatchString(base) && (path.Ext(base) != "" || base == strings.ToUpper(base))
		if !isFile && !fragments.MatchString(base) {
			continue
		}
		switch f, err := fs.Stat(k.tree, word); {
		case err != nil:
		case f.IsDir() && !isFile:
			return word + "/"
		case !f.IsDir() && isFile:
			return word
		}
	}
	return ""
}
