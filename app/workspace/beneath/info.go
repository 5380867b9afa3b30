package beneath

import (
	"os"

	"golang.org/x/sys/unix"
)

// Info is what the file system says about an entry. Two equal values of an entry whose change time has
// passed mean equal bytes: whoever writes to a file can set its other times, but not that one.
type Info struct {
	Dev, Ino     uint64
	Size         int64
	Mtime, Ctime int64 // nanoseconds since 1970
	Mode         uint32
}

// IsRegular reports whether the entry is a regular file.
func (i Info) IsRegular() bool { return i.Mode&unix.S_IFMT == unix.S_IFREG }

// IsDir reports whether the entry is a directory.
func (i Info) IsDir() bool { return i.Mode&unix.S_IFMT == unix.S_IFDIR }

// IsLink reports whether the entry is a symbolic link.
func (i Info) IsLink() bool { return i.Mode&unix.S_IFMT == unix.S_IFLNK }

// Executable reports whether the owner may execute the entry.
func (i Info) Executable() bool { return i.Mode&unix.S_IXUSR != 0 }

// Kind names the type of the entry for people.
func (i Info) Kind() string {
	switch i.Mode & unix.S_IFMT {
	case unix.S_IFREG:
		return "file"
	case unix.S_IFDIR:
		return "directory"
	case unix.S_IFLNK:
		return "symbolic link"
	case unix.S_IFIFO:
		return "named pipe"
	case unix.S_IFSOCK:
		return "socket"
	default:
		return "device"
	}
}

// StatFile describes an open file.
func StatFile(f *os.File) (Info, error) {
	var st unix.Stat_t
	if err := unix.Fstat(int(f.Fd()), &st); err != nil {
		return Info{}, os.NewSyscallError("fstat", err)
	}
	return infoOf(&st), nil
}

func infoOf(st *unix.Stat_t) Info {
	return Info{
		Dev: uint64(st.Dev), Ino: st.Ino, Size: st.Size, //nolint:unconvert // differs between systems
		Mtime: unix.TimespecToNsec(st.Mtim), Ctime: unix.TimespecToNsec(st.Ctim),
		Mode: uint32(st.Mode),
	}
}
