package language

import "sync"

// Facts are what was made of something once, for all rules that ask for it.
type Facts struct{ made sync.Map }

// Fact makes something unless it was made before.
func Fact[T any](f *Facts, key any, build func() T) T {
	v, had := f.made.Load(key)
	if !had {
		v, _ = f.made.LoadOrStore(key, sync.OnceValue(func() any { return build() }))
	}
	return v.(func() any)().(T)
}
