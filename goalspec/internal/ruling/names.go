package ruling

import (
	"bytes"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// names makes paths of what stands in one list with a path and can be one.
func (c *clauseCutter) names() {
	joined := func(i, j int) bool { // i and the path at j are neighbours in a list
		return min(i, j) >= 0 && max(i, j) < len(c.Words) && c.classes[(i+j)/2] == prose.IsJoint && strings.IndexByte("per", c.classes[j]) >= 0
	}
	verbs := -1 // where a list of verbs begins
	for i := len(c.Words) - 1; i >= 0; i-- {
		listed := verbs > i+1 && len(bytes.TrimLeft(c.classes[i+1:verbs], ",")) == 0
		switch w := c.S[c.Words[i].From:c.Words[i].To]; {
		case (c.classes[i] == prose.IsName || c.classes[i] == prose.IsSlashed) && w[0] != '`' && (joined(i, i+2) || joined(i, i-2)):
			c.classes[i] = prose.IsPath
		case (c.classes[i] == prose.IsWord || c.classes[i] == prose.IsStuff) && joined(i, i+2) && i > 0 && strings.IndexByte("tzhoxui,:", c.classes[i-1]) >= 0 && prose.BareName.MatchString(w):
			c.classes[i] = prose.IsName
		case c.classes[i] == prose.IsWithout && avoids.MatchString(w) && alone.Match(c.classes[i+1:]):
			c.classes[i] = prose.IsAvoid
		case (c.classes[i] == prose.IsStuff || c.classes[i] == prose.IsWord && c.classes[min(i+1, len(c.Words)-1)] == prose.IsIn) && c.called(i):
			for j := i; j == i || j >= 0 && c.classes[j] == prose.IsWord; j-- {
				c.classes[j] = prose.IsFilling
			}
		case c.classes[i] == prose.IsWord && i > 0 && c.forbids(i-1) && i+2 < len(c.Words) && c.classes[i+1] == prose.IsJoint && c.classes[i+2] == prose.IsChange && verbOf.MatchString(w):
			c.classes[i], c.classes[i+1] = prose.IsFilling, prose.IsFilling // "do not add or change"
		case c.classes[i] == prose.IsWord && i+1 < len(c.Words) && (c.classes[i+1] == prose.IsChange || c.classes[i+1] == prose.IsIn && i > 0 && c.classes[i-1] == prose.IsWork) && strings.EqualFold(w, "just"):
			c.classes[i] = prose.IsOnly
		case (c.classes[i] == prose.IsWord || c.classes[i] == prose.IsStuff) && i+1 < len(c.Words) && c.classes[i+1] == prose.IsPath && unitOfCode.MatchString(w):
			c.classes[i] = prose.IsFilling // "the module `src/a`" is that path
		case c.classes[i] == prose.IsPath && i > 0 && strings.EqualFold(c.word(i-1), "against") && !strings.Contains(w, "/"):
			c.classes[i] = prose.IsName // a table
		case c.classes[i] == prose.IsWord && i > 0 && c.classes[i-1] == prose.IsBe && strings.EqualFold(w, "final"):
			c.classes[i] = prose.IsKept
		case c.classes[i] == prose.IsFilling && strings.EqualFold(w, "file") && joinsName(c.classes, i):
			c.classes[i] = prose.IsWord
		case c.classes[i] == prose.IsJoint && allMay.Match(c.classes[:i]) && strings.EqualFold(w, "but"):
			c.classes[i] = prose.IsExcept
		case c.classes[i] == prose.IsAlter:
			if c.classes[i] = prose.IsWord; i > 0 && c.forbids(i-1) && (c.classes[i-1] == prose.IsBe || listed || ahead.Match(c.classes[i+1:]) || strings.EqualFold(c.word(min(i+1, len(c.Words)-1)), "there") || c.meansBefore(i)) {
				c.classes[i] = prose.IsChange
			}
		case c.classes[i] == prose.IsWord && i > 0 && c.forbids(i-1) && strings.EqualFold(w, "part") && ofThis.MatchString(c.S[c.Words[i].From:]):
			c.classes[i] = prose.IsChange
		case c.classes[i] == prose.IsChange && i > 0 && c.meansBefore(i):
		case c.classes[i] == prose.IsWord && i > 0 && c.classes[i-1] == prose.IsOnly && onlyAdd.MatchString(w):
			c.classes[i] = prose.IsChange
		case (c.classes[i] == prose.IsWord || c.classes[i] == prose.IsStuff) && c.holds(i):
			c.classes[i] = prose.IsName
		}
		if c.classes[i] == prose.IsChange {
			if listed { // "edit or rename" asks for one of them
				copy(c.classes[i:verbs], bytes.Repeat([]byte{prose.IsFilling}, verbs-i))
			}
			verbs = i
		}
	}
}

// joinsName reports a word between a noun and the path that is its name.
func joinsName(classes []byte, i int) bool {
	return i > 0 && (classes[i-1] == prose.IsWord || classes[i-1] == prose.IsStuff) && i+1 < len(classes) && strings.IndexByte("per", classes[i+1]) >= 0
}

// forbids reports a negation, or one with a "be" behind it, for a verb to follow.
func (c *clauseCutter) forbids(i int) bool {
	for i > 1 && c.classes[i] == prose.IsJoint && (c.classes[i-1] == prose.IsChange || c.classes[i-1] == prose.IsAlter) {
		i -= 2
	}
	if c.classes[i] == prose.IsBe && i > 0 {
		if i--; c.classes[i] == prose.IsFilling && i > 0 {
			i-- // not to be
		}
	}
	return c.classes[i] == prose.IsNot
}

// called reports what a directory holds, in front of the path of one that is
// called so: "the tests under tests/" are all of it.
func (c *clauseCutter) called(i int) bool {
	what := strings.TrimSuffix(strings.ToLower(c.word(i)), "s")
	for i++; i < len(c.Words) && strings.IndexByte("zhi", c.classes[i]) >= 0; i++ {
	}
	if i == len(c.Words) || strings.IndexByte(Paths, c.classes[i]) < 0 {
		return false
	}
	for dir := range strings.SplitSeq(strings.ToLower(strings.Trim(c.word(i), "`/")), "/") {
		if dir = strings.TrimSuffix(strings.Trim(dir, "_*."), "s"); dir == what || len(dir) > 2 && strings.HasPrefix(what, dir) {
			return true // or short for it, as in gen/
		}
		if name, _, file := strings.Cut(dir, "."); file && strings.TrimSuffix(name[strings.LastIndexAny(name, "_-")+1:], "s") == what {
			return true // expected_hashes.json
		}
	}
	return false
}

var (
	avoids     = regexp.MustCompile(`(?i)^avoid`)
	unitOfCode = regexp.MustCompile(`(?i)^(?:` + unitsOfCode + `)$`)
	// alone is a path of which nothing more is said.
	alone = regexp.MustCompile(`^[izhy]*(?:[per]|Q(?:[.,:g]|$))`)
	// allMay ends in that everything may be done.
	allMay = regexp.MustCompile(`(?:^|[.,:])i*y[mi]*a[btvi]*$`)
	ahead  = regexp.MustCompile(`^[izhy]*(?:i*j[zh]+i*)?[per]`)
	// ofThis follows a negation that takes a path out of the work.
	ofThis  = regexp.MustCompile(`(?i)^part of (?:this|(?:this|the|our) (?:change|work|task|goal|issue|ticket|pr|effort|job))(?:[\s.,;:!]*$|[.,;:!])`)
	verbOf  = regexp.MustCompile(`(?i)^(?:add|create|write|introduce|extend|drop|duplicate|copy|read|import|use)$`)
	onlyAdd = regexp.MustCompile(`(?i)^(?:add|create|write|put|place)$`)
	// below stands between what is in a directory and its bare name.
	below = regexp.MustCompile(`(?i)^(?:under|below|beneath|inside|within)$`)
	// Directory are the usual names of one.
	Directory = regexp.MustCompile(`^(?:tests?|migrations|sources?|scripts|templates|fixtures|snapshots|docs|config|assets|schema|handlers|generated|vendor(?:ed)?|src|lib|app|internal|pkg|cmd|third_party|testdata|node_modules)$`)
)

// holds reports a bare name at the end of a clause that stands for a directory, as
// in "anything under migrations".
func (c *clauseCutter) holds(i int) bool {
	if i < 2 || i+1 < len(c.Words) && strings.IndexByte(".,g", c.classes[i+1]) < 0 || strings.IndexByte("zh", c.classes[i-1]) < 0 {
		return false
	}
	what, in, name := c.word(i-2), c.word(i-1), c.word(i)
	if c.classes[i-2] != prose.IsAll && !strings.EqualFold(what, "file") && !strings.EqualFold(what, "files") {
		return false
	}
	return prose.BareName.MatchString(name) && !quantifier(name) && (below.MatchString(in) || Directory.MatchString(name))
}

// unitsOfCode are what a path may be called in front of it.
const unitsOfCode = `modules?|packages?|crates?|services?|apps?|components?|librar(?:y|ies)|plugins?|workspaces?|projects?|charts?|director(?:y|ies)|folders?|files?`
