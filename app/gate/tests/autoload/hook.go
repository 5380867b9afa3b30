package autoload

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/tests/suite"
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// choosesFor tells whether a hook puts a list of its own choice in the place of
// one that its runner has; what it chooses to show is its own.
func choosesFor(src *language.Source, fn language.Func) bool {
	body := src.Bare[fn.Body:min(fn.End, len(src.Bare))]
	return slices.ContainsFunc(body, func(text string) bool {
		list := choice.FindStringSubmatch(text)
		return list != nil && slices.ContainsFunc(body, func(by string) bool {
			put := putBack.FindStringSubmatch(by)
			return put != nil && slices.Contains(suite.Words.FindAllString(howMany.ReplaceAllString(put[1]+put[2], ""), -1), list[1])
		})
	})
}

var (
	choice  = regexp.MustCompile(`^\s*(\w+)\s*(?::[^=]+)?=\s*(?:\[\s*\]?\s*$|\[.*\bif\b|list\(.*\bif\b)`)
	howMany = regexp.MustCompile(`\blen\(\w+\)`)
	putBack = regexp.MustCompile(`(?:\]|\.\w+)\s*=\s*([^=].*)$|^\s*return\b(.*)$`)
)

var ownModule = regexp.MustCompile(`(?m)^module\s+(\S+)`)

var fromModule = regexp.MustCompile(`^\s*(?:import\s+)?(\w*)\s*"([^"]+\.[^"]+/[^"]+)"`)

var givenTo = regexp.MustCompile(`\b(\w+)\.\w+\(m\b`)

// dropsRun tells whether a function runs the tests that it is given and does not
// look at what they gave, or puts a success in its place.
func dropsRun(src *language.Source, fn language.Func) bool {
	code := ""
	return len(fn.Params) > 0 && slices.ContainsFunc(src.Bare[fn.Body:min(fn.End, len(src.Bare))], func(l string) bool {
		l = suite.Squeeze(l)
		if name, ok := strings.CutSuffix(l, ":="+fn.Params[0]+".Run()"); ok {
			code = name
		}
		return l == fn.Params[0]+".Run()" || code != "" && (l == code+"=0" || l == code+"&=0" || l == code+"*=0")
	})
}

var handedTo = regexp.MustCompile(`\b(\w+)\(m\)`)

var returnsWell = regexp.MustCompile(`\breturn 0\b`)

var ends = regexp.MustCompile(`os\.Exit\(\s*0\s*\)|_\s*=\s*\w+\.Run\(\)|recover\(\)`)

var assigns = regexp.MustCompile(`^\s*(\w+(?:\.\w+)+)\s*=\s*(lambda\b|\w+$|Mock|MagicMock|mock\.|jest\.fn|vi\.fn|function|\(|async)|\b(?:monkeypatch|mocker|mp)\.(?:setattr|patch(?:\.object)?)\(\s*["']?([\w.]+)|\bpatch(?:\.object)?\(\s*["']?([\w.]+)|\bsetattr\(\s*([\w.]+)\s*,|\b(?:jest|vi)\.(?:mock|doMock|setMock)\(\s*["']([^"']+)`)
