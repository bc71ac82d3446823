  async load(): Promise<void> {
    const r = await fetch('https://api.example/x', { credentials: 'include' });
  }
