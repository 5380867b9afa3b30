// Package interfaces finds exported names that went or changed and that neither
// the issue nor the plan names. In comes a change, out go findings; each speaks
// only of what the change brought. It keeps nothing, so a process that dies here
// judges again.
package interfaces

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/asks"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/surface/product"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// Judge finds exported names that went, changed or were kept inside before, and that
// neither the issue nor the plan names.
func Judge(s *change.Set) ([]change.Finding, error) {
	if s.Plan == nil {
		return nil, nil
	}
	both := product.Offered(s)
	var out []change.Finding
	for _, place := range product.Sorted(both.Before) {
		had, has := both.Before[place], both.After[place]
		for _, name := range product.Sorted(had) {
			old := had[name]
			now, kept := has[name]
			at, reason := now.Path, fmt.Sprintf("the exported %s has another shape.", name)
			switch {
			case old.Promoted || kept && reshapes(s, name, old, now) || !kept && letsGo(s, name) || old.Handed != nil && len(product.ModuleStem(old.Handed.From)) > 2 && s.Names(product.ModuleStem(old.Handed.From)) || old.Used != nil && goneWithOwner(name, had, has):
				continue
			case kept && ((fits(s, name, old, now) || both.HandsOn(name, old, now)) && !(old.Listed && now.Unlisted) || s.Asked(old.Path) && !keepsForm(s) || old.File != nil && closed(s, old.File)):
				continue
			case !kept && (stoodFor(name, had, has) && len(namesOf(s, name)) == 0 && !keepsForm(s) || both.Elsewhere(name, old) || old.Handed != nil && !product.WentAlone(s, name, old) || agreed(s, name, old) || private(s, name, old) || keptAsField(s, name, old)):
				continue
			case kept && old.Listed && now.Unlisted:
				reason = fmt.Sprintf("the exported %s is no longer listed in __all__.", name)
			case !kept:
				at, reason = old.Path, fmt.Sprintf("the exported %s is gone.", name)
			}
			out = append(out, change.Finding{
				Place:  app.Place{Path: at, Line: now.Line, Text: change.Clip(name), Bytes: change.Mark(name + now.Shape)},
				Reason: reason,
			})
		}
		out = append(out, slices.Concat(required(s, had, has), widened(s, had, has))...)
	}
	return append(out, packaged(s)...), nil
}

// fits tells whether who uses a name goes on as before, or is given what people
// asked for.
func fits(s *change.Set, name string, old, now product.Offer) bool {
	if old.Shape == now.Shape || tellsNow(old.Shape, now.Shape) || old.Used.GoesOn(now.Used) || otherTypes(old.Used, now.Used) && (s.Speaks(aboutTypes) || typesNamed(s, old.Shape, now.Shape)) {
		return true
	}
	if otherWay(old.Used, now.Used) && s.Speaks(aboutWays) {
		return true
	}
	if now.Shape == old.Shape+" of the pointer" && wronglyCopied(s, product.OwnerOf(name)) {
		return true
	}
	ofType := strings.Contains(name, ".") // others may implement it
	return !ofType && (takesMore(old.Shape, now.Shape) || takesOne(old.Shape, now.Shape) && (s.Speaks(asksChoice) || partsNamed(s, name, old, now)))
}

// aboutWays is about whether what is called is waited for.
var aboutWays = regexp.MustCompile(`\b(async|asyncio|asynchronous(ly)?|await(ed|s|able)?|non-?blocking|coroutines?|promises?|generators?|lazy|lazily|yields?|stream(s|ed|ing)?)\b`)

// goneWithOwner tells whether what offered a part is gone with all of its parts.
func goneWithOwner(name string, had, has product.Offers) bool {
	owner := product.OwnerOf(name)
	_, was := had[owner]
	_, is := has[owner]
	return owner != "" && was && !is
}

// aboutTypes is about the types that code is written with.
var aboutTypes = regexp.MustCompile(`\b(tsc|mypy|pyright|type[- ]?(check\w*|errors?|hints?|annotations?|safe\w*)|(un)?typed|(mend|fix|correct|tighten|add|wrong|missing|explicit) (the )?types?|strict(null\w*|ness)?( mode)?|noexplicitany|no-explicit-any)\b|"strict"`)

// wronglyCopied tells whether people say of a type by its name that it is copied where
// it must not be, or is to be used by its pointer.
func wronglyCopied(s *change.Set, owner string) bool {
	named := regexp.MustCompile(`\b` + regexp.QuoteMeta(strings.ToLower(owner)) + `s?\b`)
	return s.SpeaksWith(byPointer, named)
}

var byPointer = regexp.MustCompile(`\b(cop(y|ies|ied|ying)|by value|value receivers?|pointers?|pointer receivers?|receivers?)\b`)

// agreed tells whether issue or plan speak of what went, in other words than its
// name.
func agreed(s *change.Set, name string, old product.Offer) bool {
	if apart := spaced(product.LastOf(name)); s.Names(apart) && (!s.Asked(apart) || asks.ToDiffer(s.Sentences(), apart)) || deprecated(s, old) || stoodIn(s, name, old) {
		return true
	}
	if moves(s, old.File) {
		return true
	}
	fileWent := old.File != nil && old.File.New == ""
	return fileWent && (s.Asked(old.Path) || s.Asked(old.File.Base()) && remains(s, old, product.LastOf(name)) || toGo(s, old.File.From))
}

// toGo tells whether people want a file to be removed.
func toGo(s *change.Set, file string) bool {
	return change.Memo(s, "to go "+file, func() bool { return asks.FileToGo(s.Sentences(), file) })
}

// moves tells whether a file moved as it was, to a place that people named.
func moves(s *change.Set, gone *change.File) bool {
	return gone != nil && change.Memo(s, "moved as asked", func() map[string]bool {
		out := map[string]bool{}
		for _, f := range s.Files {
			out[f.From] = out[f.From] || f.From != "" && f.Path != f.From && movesAsAsked(s, f)
		}
		return out
	})[gone.From]
}

func movesAsAsked(s *change.Set, f *change.File) bool {
	asked := s.Asked(f.Path) || strings.Contains(path.Dir(f.Path), "/") && s.Asked(path.Dir(f.Path))
	return asked && !slices.ContainsFunc(f.Added(), func(n int) bool {
		return strings.TrimSpace(f.Is.Code[n]) != "" && !heading.MatchString(f.Is.Lines[n])
	})
}

// heading is a line by which a file says where it stands and what it takes in.
var heading = regexp.MustCompile(`^(package|import|from)\b|^\s*"[\w./-]+"$`)

// spaced is a name of several words as people write it.
func spaced(name string) string {
	return strings.ReplaceAll(product.Humps.ReplaceAllString(name, "$1 $2"), "_", " ")
}

// deprecated tells whether the base said of a name that it would go, and people
// asked for something to go.
func deprecated(s *change.Set, old product.Offer) bool {
	if old.File == nil || old.Line < 1 || old.Line > len(old.File.Was.Lines) || !s.Speaks(goes) {
		return false
	}
	return aging.MatchString(language.Part(old.File.Was.Lines, max(0, old.Line-6), old.Line))
}

// stoodIn tells whether a name said of functions that they were not written, which
// they are now.
func stoodIn(s *change.Set, name string, old product.Offer) bool {
	if old.File == nil || old.Line < 1 || old.Line > len(old.File.Was.Code) || !saysUnwritten.MatchString(language.Part(old.File.Was.Code, old.Line-1, old.Line+2)) {
		return false
	}
	some := false
	for _, f := range s.Files {
		if !f.Product() || !strings.Contains(f.Was.Text, name) {
			continue
		}
		for _, was := range f.Was.Funcs() {
			if !regexp.HasWord(product.Inside(f.Was, was), name) {
				continue
			}
			is, kept := f.Is.Before(was)
			if !product.UnwrittenBody(f.Was, was) || !kept || product.UnwrittenBody(f.Is, is) {
				return false
			}
			some = true
		}
	}
	return some
}

var saysUnwritten = regexp.MustCompile(`(?i)\bnot[ -]?(yet[ -]?)?(implemented|written)|unimplemented`)

var (
	goes  = regexp.MustCompile(`\b(drop|remove|delete|retire|get rid of)\b`)
	aging = regexp.MustCompile(`(?i)\bdeprecated\b`)
)

// tellsNow tells whether a function that answered nothing answers with an error:
// who calls it goes on as before.
func tellsNow(old, now string) bool {
	head, silent := strings.CutSuffix(old, "()")
	return silent && (now == head+"(error)" || now == old+" error")
}

// takesMore tells whether a function takes what it took and, behind it, any
// number of something: who calls it goes on as before.
func takesMore(old, now string) bool {
	m := optionally.FindStringSubmatch(now)
	return m != nil && (old == m[1]+m[3] || old == strings.TrimSuffix(m[1], ", ")+m[3])
}

// takesOne tells whether a function takes what it took and, behind it, more.
func takesOne(old, now string) bool {
	end := closingOf(old)
	return end > 0 && strings.HasPrefix(now, old[:end]+", ") && strings.HasSuffix(now, old[end:])
}

// asksChoice asks for something that callers choose.
var asksChoice = regexp.MustCompile(`\b(configurable|customi[sz]able|injectable|overridable|(a|an|the|new) (\w+ )?(parameter|argument|option))\b`)

// optionally is the shape of a function whose last parameter is variadic, as it
// is written in Go and as types are told apart.
var optionally = regexp.MustCompile(`^(func\((?:.*, )?)(\.\.\.[\w.*\[\]{}]+|\[\][\w.*\[\]{}/-]+\.\.\.)(\).*)$`)

// remains tells whether a new file of the change has what went with a file, by
// its name.
func remains(s *change.Set, old product.Offer, name string) bool {
	declares := regexp.MustCompile(`^\s*(?:export\s+)?(?:default\s+)?(?:async\s+)?(?:func|function|def|class|type|const|var|let|interface)\b.*\b` + regexp.QuoteMeta(name) + `\b`)
	return slices.ContainsFunc(s.Files, func(f *change.File) bool {
		return f.Old == "" && f.New != "" && f.Is.Lang == old.File.Was.Lang && !f.Is.Test() && slices.ContainsFunc(f.Is.Bare, declares.MatchString)
	})
}
