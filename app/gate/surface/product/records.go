package product

import (
	"strings"
)

func (p Pair) Row() string {
	return strings.Join(p.In, "\x00") + "\x00\x00" + strings.Join(p.Out, "\x00")
}
