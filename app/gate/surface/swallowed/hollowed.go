package swallowed

import (
	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/surface/product"
)

// hollowed finds handlers of the base whose body says nothing any more.
func hollowed(f *change.File) []change.Finding {
	var out []change.Finding
	for _, h := range f.Hunks {
		if h.Old == h.OldEnd {
			continue
		}
		told := false
		for o := h.Old; o < h.OldEnd; o++ {
			told = told || tells.MatchString(f.Was.Bare[o])
		}
		if !told {
			continue
		}
		for n := max(0, h.New-1); n <= min(h.New, len(f.Is.Bare)-1); n++ {
			if f.IsAdded(n) && n != h.New {
				continue
			}
			text := f.Is.Bare[n]
			switch f.Is.Lang.Name {
			case "Python":
				if n < h.New && product.Narrow.MatchString(text) && dropsAll(pyBody(f.Is, n), "") {
					out = append(out, f.At(n, "an error that was told before is dropped."))
				}
			case "JavaScript":
				if m := product.Catches.FindStringSubmatch(text); n < h.New && m != nil && dropsAll(handler(f.Is, n), m[1]) {
					out = append(out, f.At(n, "an error that was told before is dropped."))
				}
			case "Go":
				if m := product.GoGuard.FindStringSubmatch(text); n < h.New && m != nil && dropsAll(handler(f.Is, n), m[1]) {
					out = append(out, f.At(n, "an error that was told before is dropped."))
				}
			}
		}
	}
	return out
}
