//! Where secrets live: the only unsafe code we write.
