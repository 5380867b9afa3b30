package goalspec

import (
	"bytes"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// names makes paths of what stands in one list with a path and can be one.
func (c *clauseCutter) names() {
	joined := func(i, j int) bool { // i and the path at j are neighbours in a list
		return min(i, j) >= 0 && max(i, j) < len(c.words) && c.classes[(i+j)/2] == isJoint && strings.IndexByte("per", c.classes[j]) >= 0
	}
	verbs := -1 // where a list of verbs begins
	for i := len(c.words) - 1; i >= 0; i-- {
		listed := verbs > i+1 && len(bytes.TrimLeft(c.classes[i+1:verbs], ",")) == 0
		switch w := c.s[c.words[i].from:c.words[i].to]; {
		case (c.classes[i] == isName || c.classes[i] == isSlashed) && w[0] != '`' && (joined(i, i+2) || joined(i, i-2)):
			c.classes[i] = isPath
		case (c.classes[i] == isWord || c.classes[i] == isStuff) && joined(i, i+2) && i > 0 && strings.IndexByte("tzhoxui,:", c.classes[i-1]) >= 0 && bareName.MatchString(w):
			c.classes[i] = isName
		case c.classes[i] == isWithout && avoids.MatchString(w) && alone.Match(c.classes[i+1:]):
			c.classes[i] = isAvoid
		case (c.classes[i] == isStuff || c.classes[i] == isWord && c.classes[min(i+1, len(c.words)-1)] == isIn) && c.called(i):
			for j := i; j == i || j >= 0 && c.classes[j] == isWord; j-- {
				c.classes[j] = isFilling
			}
		case c.classes[i] == isWord && i > 0 && c.forbids(i-1) && i+2 < len(c.words) && c.classes[i+1] == isJoint && c.classes[i+2] == isChange && verbOf.MatchString(w):
			c.classes[i], c.classes[i+1] = isFilling, isFilling // "do not add or change"
		case c.classes[i] == isWord && i+1 < len(c.words) && (c.classes[i+1] == isChange || c.classes[i+1] == isIn && i > 0 && c.classes[i-1] == isWork) && strings.EqualFold(w, "just"):
			c.classes[i] = isOnly
		case (c.classes[i] == isWord || c.classes[i] == isStuff) && i+1 < len(c.words) && c.classes[i+1] == isPath && unitOfCode.MatchString(w):
			c.classes[i] = isFilling // "the module `src/a`" is that path
		case c.classes[i] == isPath && i > 0 && strings.EqualFold(c.word(i-1), "against") && !strings.Contains(w, "/"):
			c.classes[i] = isName // a table
		case c.classes[i] == isWord && i > 0 && c.classes[i-1] == isBe && strings.EqualFold(w, "final"):
			c.classes[i] = isKept
		case c.classes[i] == isFilling && strings.EqualFold(w, "file") && joinsName(c.classes, i):
			c.classes[i] = isWord
		case c.classes[i] == isJoint && allMay.Match(c.classes[:i]) && strings.EqualFold(w, "but"):
			c.classes[i] = isExcept
		case c.classes[i] == isAlter:
			if c.classes[i] = isWord; i > 0 && c.forbids(i-1) && (c.classes[i-1] == isBe || listed || ahead.Match(c.classes[i+1:]) || strings.EqualFold(c.word(min(i+1, len(c.words)-1)), "there") || c.meansBefore(i)) {
				c.classes[i] = isChange
			}
		case c.classes[i] == isWord && i > 0 && c.forbids(i-1) && strings.EqualFold(w, "part") && ofThis.MatchString(c.s[c.words[i].from:]):
			c.classes[i] = isChange
		case c.classes[i] == isChange && i > 0 && c.meansBefore(i):
		case c.classes[i] == isWord && i > 0 && c.classes[i-1] == isOnly && onlyAdd.MatchString(w):
			c.classes[i] = isChange
		case (c.classes[i] == isWord || c.classes[i] == isStuff) && c.holds(i):
			c.classes[i] = isName
		}
		if c.classes[i] == isChange {
			if listed { // "edit or rename" asks for one of them
				copy(c.classes[i:verbs], bytes.Repeat([]byte{isFilling}, verbs-i))
			}
			verbs = i
		}
	}
}

// joinsName reports a word between a noun and the path that is its name.
func joinsName(classes []byte, i int) bool {
	return i > 0 && (classes[i-1] == isWord || classes[i-1] == isStuff) && i+1 < len(classes) && strings.IndexByte("per", classes[i+1]) >= 0
}

// forbids reports a negation, or one with a "be" behind it, for a verb to follow.
func (c *clauseCutter) forbids(i int) bool {
	for i > 1 && c.classes[i] == isJoint && (c.classes[i-1] == isChange || c.classes[i-1] == isAlter) {
		i -= 2
	}
	if c.classes[i] == isBe && i > 0 {
		if i--; c.classes[i] == isFilling && i > 0 {
			i-- // not to be
		}
	}
	return c.classes[i] == isNot
}

// called reports what a directory holds, in front of the path of one that is
// called so: "the tests under tests/" are all of it.
func (c *clauseCutter) called(i int) bool {
	what := strings.TrimSuffix(strings.ToLower(c.word(i)), "s")
	for i++; i < len(c.words) && strings.IndexByte("zhi", c.classes[i]) >= 0; i++ {
	}
	if i == len(c.words) || strings.IndexByte(paths, c.classes[i]) < 0 {
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
	// directory are the usual names of one.
	directory = regexp.MustCompile(`^(?:tests?|migrations|sources?|scripts|templates|fixtures|snapshots|docs|config|assets|schema|handlers|generated|vendor(?:ed)?|src|lib|app|internal|pkg|cmd|third_party|testdata|node_modules)$`)
)

// holds reports a bare name at the end of a clause that stands for a directory, as
// in "anything under migrations".
func (c *clauseCutter) holds(i int) bool {
	if i < 2 || i+1 < len(c.words) && strings.IndexByte(".,g", c.classes[i+1]) < 0 || strings.IndexByte("zh", c.classes[i-1]) < 0 {
		return false
	}
	what, in, name := c.word(i-2), c.word(i-1), c.word(i)
	if c.classes[i-2] != isAll && !strings.EqualFold(what, "file") && !strings.EqualFold(what, "files") {
		return false
	}
	return bareName.MatchString(name) && !quantifier(name) && (below.MatchString(in) || directory.MatchString(name))
}

// unitsOfCode are what a path may be called in front of it.
const unitsOfCode = `modules?|packages?|crates?|services?|apps?|components?|librar(?:y|ies)|plugins?|workspaces?|projects?|charts?|director(?:y|ies)|folders?|files?`
