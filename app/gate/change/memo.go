package change

import "sync"

// Memo makes something of a change once for all rules that ask for it.
func Memo[T any](s *Set, key string, build func() T) T {
	v, _ := s.memo.LoadOrStore(key, sync.OnceValue(func() any { return build() }))
	return v.(func() any)().(T)
}
