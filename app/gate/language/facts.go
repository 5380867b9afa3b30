package language

import "sync"

// Facts are what was made of something once, for all rules that ask for it.
type Facts struct {
	mu   sync.Mutex
	made map[any]*fact
}

type fact struct {
	once  sync.Once
	value any
}

// lazy is a fact that most rules ask for.
type lazy[T any] struct {
	once  sync.Once
	value T
}

func (l *lazy[T]) get(build func() T) T {
	l.once.Do(func() { l.value = build() })
	return l.value
}

// Fact makes something unless it was made before.
func Fact[T any](f *Facts, key any, build func() T) T {
	one := f.of(key)
	one.once.Do(func() { one.value = build() })
	return one.value.(T)
}

func (f *Facts) of(key any) *fact {
	f.mu.Lock()
	defer f.mu.Unlock()
	one := f.made[key]
	if one == nil {
		if f.made == nil {
			f.made = map[any]*fact{}
		}
		one = &fact{}
		f.made[key] = one
	}
	return one
}
