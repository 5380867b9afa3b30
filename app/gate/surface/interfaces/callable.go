package interfaces

import "github.com/goalkeeper-dev/goalkeeper/app/gate/surface/product"

// otherTypes tells whether a callable differs from what it was in its types alone.
func otherTypes(c *product.Callable, now *product.Callable) bool {
	if c == nil || now == nil {
		return false
	}
	return untyped(c).GoesOn(untyped(now))
}

// untyped is what a callable takes, whatever its types.
func untyped(c *product.Callable) *product.Callable {
	out := &product.Callable{}
	for _, p := range c.Takes {
		p.Kind = ""
		out.Takes = append(out.Takes, p)
	}
	return out
}

// otherWay tells whether a callable differs from what it was in what it gives alone.
func otherWay(c *product.Callable, now *product.Callable) bool {
	if c == nil || now == nil || c.Way.Gives == now.Way.Gives {
		return false
	}
	was, is := *c, *now
	was.Way.Gives, was.Gives, is.Way.Gives, is.Gives = "", "", "", ""
	return was.GoesOn(&is)
}
