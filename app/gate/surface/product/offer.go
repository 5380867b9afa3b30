package product

import (
	"slices"
	"strings"

	"github.com/goalkeeper-dev/goalkeeper/app/gate/change"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/language"
)

// Offers are what a part of the product offers: exported names and their shape.
type Offers map[string]Offer

// Offer is one name that others can use: its shape, and where it is declared.
type Offer struct {
	Shape    string
	Path     string // of its file
	Line     int
	File     *change.File // that changed; nil: another one made the difference
	Promoted bool         // it is told where it comes from
	Used     *Callable    // how it is used, where declarations tell
	Handed   *handed      // what declares it elsewhere

	Listed, Unlisted bool // by the module, among what it offers or not
}

// Sides are what both trees offer, by the part of the product that it is
// imported from.
type Sides struct {
	Before, After map[string]Offers
	now           map[string][]Offer // what is offered after, by its name
}

// Offered compares what changed files offer: Go by its types, where they can be
// told, all else by its declarations. The base is looked at only where a line
// outside of functions changed.
func Offered(s *change.Set) Sides {
	return change.Memo(s, "offered", func() Sides {
		d := declarations{map[string][]*language.Source{}, map[string][]*language.Source{}, map[*language.Source]*change.File{}}
		for _, f := range s.Files {
			if reads(f) && Reshaped(f) {
				d.add(d.before, f, f.Was)
			}
			if reads(f) {
				d.add(d.after, f, f.Is)
			}
		}
		both := typed(s, d)
		both.packaged(s)
		both.now = map[string][]Offer{}
		for _, o := range both.After {
			for name, one := range o {
				both.now[name] = append(both.now[name], one)
			}
		}
		return both
	})
}

// Elsewhere tells whether the result offers what went, wherever that is.
func (both Sides) Elsewhere(name string, old Offer) bool {
	return slices.ContainsFunc(both.now[name], func(now Offer) bool {
		return now.Shape == old.Shape || old.Used.GoesOn(now.Used)
	})
}

// HandsOn tells whether one side hands on what the other one declares, and it is what it
// was as far as it is known.
func (both Sides) HandsOn(name string, old, now Offer) bool {
	if old.Shape == onHand || now.Shape != onHand || old.Used == nil {
		return old.Shape == onHand
	}
	known := slices.DeleteFunc(slices.Clone(both.now[name]), func(o Offer) bool { return o.Used == nil })
	return len(known) == 0 || both.Elsewhere(name, old)
}

// Reshaped tells whether a line changed that may be part of what is offered.
func Reshaped(f *change.File) bool {
	return f.From != "" && language.Fact(&f.Is.Facts, "reshaped", func() bool {
		return slices.ContainsFunc(f.Hunks, func(h change.Hunk) bool {
			return outside(f.Was, h.Old, h.OldEnd) || outside(f.Is, h.New, h.NewEnd)
		})
	})
}

// outside tells whether one of some lines lies in no function's body, or makes another
// thing of what holds it.
func outside(src *language.Source, from, to int) bool {
	for n := from; n < to; n++ {
		if fn, within := src.Around(n); strings.TrimSpace(src.Bare[n]) != "" && (!within || n < fn.Body || src.Lang.Name == "Python" && pyYield.MatchString(src.Bare[n])) {
			return true
		}
	}
	return false
}

func reads(f *change.File) bool {
	return f.Is.Lang.Code() && !f.Is.Test() && !OwnTools.MatchString(f.Path)
}
