package workspace

// Limits bound what an export takes in that the base does not hold. Zero means the default.
type Limits struct {
	FileBytes  int64 // of one file, default 20 MB
	TotalBytes int64 // of all changed files together, default 200 MB
	Files      int   // changed files, default 20,000
	Depth      int   // nested directories, default 100
	Entries    int   // looked at in the work directory, default 1,000,000
}

func (l Limits) withDefaults() Limits {
	set := func(v *int, d int) {
		if *v == 0 {
			*v = d
		}
	}
	if l.FileBytes == 0 {
		l.FileBytes = 20 << 20
	}
	if l.TotalBytes == 0 {
		l.TotalBytes = 200 << 20
	}
	set(&l.Files, 20_000)
	set(&l.Depth, 100)
	set(&l.Entries, 1_000_000)
	return l
}
