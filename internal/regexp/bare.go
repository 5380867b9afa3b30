package regexp

import "regexp/syntax"

// bare is an expression without what may be missing at its ends: a text that
// holds a match of one holds a match of the other.
func bare(re *syntax.Regexp) *syntax.Regexp {
	first := func(int) int { return 0 }
	last := func(length int) int { return length - 1 }
	return cut(cut(re, first), last)
}

// cut takes off what may be missing at one end.
func cut(re *syntax.Regexp, end func(length int) int) *syntax.Regexp {
	switch {
	case re.Op == syntax.OpStar, re.Op == syntax.OpQuest, re.Op == syntax.OpRepeat && re.Min == 0:
		return &syntax.Regexp{Op: syntax.OpEmptyMatch}
	case re.Op == syntax.OpPlus, re.Op == syntax.OpRepeat && re.Min == 1:
		return cut(re.Sub[0], end)
	case re.Op == syntax.OpRepeat:
		re.Max = re.Min
	case re.Op == syntax.OpCapture:
		re.Sub[0] = cut(re.Sub[0], end)
	case re.Op == syntax.OpAlternate:
		for n, part := range re.Sub {
			re.Sub[n] = cut(part, end)
		}
	case re.Op == syntax.OpConcat:
		for len(re.Sub) > 0 {
			n := end(len(re.Sub))
			if re.Sub[n] = cut(re.Sub[n], end); re.Sub[n].Op != syntax.OpEmptyMatch {
				break
			}
			re.Sub = append(re.Sub[:n], re.Sub[n+1:]...)
		}
	}
	return re
}
