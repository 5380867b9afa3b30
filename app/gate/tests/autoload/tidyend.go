package autoload

import (
	"slices"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/tests/suite"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var (
	atExit   = regexp.MustCompile(`\bprocess\.on\(\s*["'](?:exit|beforeExit)["']\s*,\s*((?:async\s*)?(?:function\b|\([^()]*\)\s*=>|\w+\s*=>)|(\w+)\s*\))`)
	called   = regexp.MustCompile(`([\w$]+)\s*(?:\?\.)?\(`)
	removes  = regexp.MustCompile(`^(?:if|for|while|catch|rm|rmdir|rm(?:dir)?Sync|rimraf\w*|unlink(?:Sync)?|remove\w*|delete|clear\w*|close\w*|exists(?:Sync)?|forEach|splice|reverse|values|keys|join|resolve)$`)
	steersBy = regexp.MustCompile(`\bprocess\b|\bexit|\b(?:globalThis|global|eval|require|import|Reflect|throw)\b`)
)

// tidiesAtEnd tells whether all that a line has the process do at its end is to remove
// and close things, in code of the file.
func tidiesAtEnd(src *language.Source, n int) bool {
	m := atExit.FindStringSubmatch(src.Code[n])
	if m == nil {
		return false
	}
	if m[2] != "" {
		fn, ok := src.Named(m[2])
		return ok && onlyRemoves(src, fn, 3)
	}
	text, _ := suite.Whole(src, n, len(src.Code))
	return removing(src, atExit.ReplaceAllString(text, ""), 3)
}

func onlyRemoves(src *language.Source, fn language.Func, deep int) bool {
	return deep > 0 && removing(src, src.Code[fn.Head][len(headOf(src.Code[fn.Head])):]+"\n"+language.Part(src.Code, fn.Head+1, fn.End), deep)
}

// headOf is the first line of a function up to where its body begins.
func headOf(line string) string {
	return beginsBody.FindString(line)
}

var beginsBody = regexp.MustCompile(`^[^{]*?(?:=>\s*\{?|\)\s*\{)`)

func removing(src *language.Source, body string, deep int) bool {
	return !steersBy.MatchString(body) && !slices.ContainsFunc(called.FindAllStringSubmatch(body, -1), func(m []string) bool {
		if removes.MatchString(m[1]) {
			return false
		}
		fn, ok := src.Named(m[1])
		return !ok || !onlyRemoves(src, fn, deep-1)
	})
}
