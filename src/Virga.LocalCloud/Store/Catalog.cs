namespace Virga.Local.Store;

/// <summary>All buckets, and the rules by which their contents change.</summary>
internal sealed class Catalog : IDisposable
{
    private readonly Lock _gate = new();
    private readonly SortedKeys<Bucket> _buckets = new();

    public Catalog(IStorage storage)
    {
        Storage = storage;
        foreach (Bucket bucket in storage.Load())
        {
            _buckets.Set(bucket.Name, bucket);
        }
    }

    public IStorage Storage { get; }

    public Bucket Find(string name)
    {
        lock (_gate)
        {
            return _buckets.Find(name) ?? throw S3Error.NoSuchBucket(name);
        }
    }

    public IReadOnlyList<Bucket> All()
    {
        lock (_gate)
        {
            return [.. Enumerable.Range(0, _buckets.Count).Select(_buckets.ValueAt)];
        }
    }

    /// <summary>Makes a bucket; false when it is there already.</summary>
    public bool Create(string name, DateTimeOffset now)
    {
        lock (_gate)
        {
            if (_buckets.Find(name) is not null)
            {
                return false;
            }

            Bucket bucket = new(name, now);
            Storage.SaveBucket(bucket);
            _buckets.Set(name, bucket);
            return true;
        }
    }

    public void Delete(string name)
    {
        lock (_gate)
        {
            Bucket bucket = _buckets.Find(name) ?? throw S3Error.NoSuchBucket(name);
            lock (bucket.Gate)
            {
                if (bucket.Objects.Count > 0)
                {
                    throw S3Error.BucketNotEmpty(name);
                }

                // Uploads under way do not keep a bucket; they go with it.
                foreach (Upload upload in bucket.Uploads.Values)
                {
                    Drop(bucket, upload);
                }

                bucket.Uploads.Clear();
                bucket.Deleted = true;
                Storage.RemoveBucket(bucket);
                _buckets.Remove(name);
            }
        }
    }

    public static ObjectLease? Read(Bucket bucket, string key)
    {
        lock (bucket.Gate)
        {
            return bucket.Objects.Find(key) is { } item ? ObjectLease.Take(item) : null;
        }
    }

    public static void Check(Bucket bucket, string key, WriteCondition condition)
    {
        lock (bucket.Gate)
        {
            condition.Check(bucket.Objects.Find(key), key);
        }
    }

    public void Put(Bucket bucket, StoredObject item, WriteCondition condition)
    {
        lock (bucket.Gate)
        {
            Require(bucket);
            StoredObject? previous = bucket.Objects.Find(item.Key);
            condition.Check(previous, item.Key);
            Replace(bucket, previous, item);
        }
    }

    /// <summary>Removes an object; nothing happens when there is none.</summary>
    public void Remove(Bucket bucket, string key, WriteCondition condition)
    {
        lock (bucket.Gate)
        {
            StoredObject? current = bucket.Objects.Find(key);
            condition.Check(current, key);
            if (current is not null)
            {
                Storage.RemoveObject(bucket, current);
                bucket.Objects.Remove(key);
                current.Content.Discard();
            }
        }
    }

    /// <summary>Gives an object other tags; nothing else about it changes.</summary>
    public void Retag(Bucket bucket, string key, IReadOnlyDictionary<string, string> tags)
    {
        lock (bucket.Gate)
        {
            Require(bucket);
            StoredObject current = bucket.Objects.Find(key) ?? throw S3Error.NoSuchKey(key);
            StoredObject changed = current with { Headers = current.Headers with { Tags = tags } };
            Storage.SaveObject(bucket, changed);
            bucket.Objects.Set(key, changed);
        }
    }

    public void Retag(Bucket bucket, IReadOnlyDictionary<string, string> tags)
    {
        lock (bucket.Gate)
        {
            Require(bucket);
            IReadOnlyDictionary<string, string> previous = bucket.Tags;
            bucket.Tags = tags;
            try
            {
                Storage.SaveBucket(bucket);
            }
            catch
            {
                bucket.Tags = previous;
                throw;
            }
        }
    }

    public static IReadOnlyDictionary<string, string> TagsOf(Bucket bucket)
    {
        lock (bucket.Gate)
        {
            return bucket.Tags;
        }
    }

    public void Begin(Bucket bucket, Upload upload)
    {
        lock (bucket.Gate)
        {
            Require(bucket);
            Storage.SaveUpload(bucket, upload);
            bucket.Uploads[upload.Id] = upload;
        }
    }

    public static Upload FindUpload(Bucket bucket, string key, string id)
    {
        lock (bucket.Gate)
        {
            return bucket.Uploads.TryGetValue(id, out Upload? upload) && upload.Key == key ? upload : throw S3Error.NoSuchUpload(id);
        }
    }

    public void PutPart(Bucket bucket, Upload upload, StoredPart part)
    {
        lock (bucket.Gate)
        {
            Require(bucket, upload);
            StoredPart? previous = upload.Parts.GetValueOrDefault(part.Number);
            Storage.SavePart(bucket, upload, part);
            upload.Parts[part.Number] = part;
            previous?.Content.Discard();
        }
    }

    /// <summary>Turns an upload into an object in one step.</summary>
    /// <param name="bucket">The bucket.</param>
    /// <param name="upload">The upload.</param>
    /// <param name="condition">What must hold for the object in place.</param>
    /// <param name="assemble">Checks the parts and makes the object; runs under the lock.</param>
    public StoredObject Complete(Bucket bucket, Upload upload, WriteCondition condition, Func<(StoredObject Item, IReadOnlyList<StoredPart> Used)> assemble)
    {
        lock (bucket.Gate)
        {
            Require(bucket, upload);
            StoredObject? previous = bucket.Objects.Find(upload.Key);
            (StoredObject item, IReadOnlyList<StoredPart> used) = assemble();
            condition.Check(previous, upload.Key);
            Replace(bucket, previous, item);
            bucket.Uploads.Remove(upload.Id);
            Storage.RemoveUpload(bucket, upload);
            foreach (StoredPart part in upload.Parts.Values.Except(used))
            {
                part.Content.Discard();
            }

            return item;
        }
    }

    public void Abort(Bucket bucket, Upload upload)
    {
        lock (bucket.Gate)
        {
            Require(bucket, upload);
            bucket.Uploads.Remove(upload.Id);
            Drop(bucket, upload);
        }
    }

    public void Dispose() => Storage.Dispose();

    private static void Require(Bucket bucket)
    {
        if (bucket.Deleted)
        {
            throw S3Error.NoSuchBucket(bucket.Name);
        }
    }

    private static void Require(Bucket bucket, Upload upload)
    {
        Require(bucket);
        if (!bucket.Uploads.ContainsKey(upload.Id))
        {
            throw S3Error.NoSuchUpload(upload.Id);
        }
    }

    private void Replace(Bucket bucket, StoredObject? previous, StoredObject item)
    {
        Storage.SaveObject(bucket, item);
        bucket.Objects.Set(item.Key, item);
        previous?.Content.Discard();
    }

    private void Drop(Bucket bucket, Upload upload)
    {
        Storage.RemoveUpload(bucket, upload);
        foreach (StoredPart part in upload.Parts.Values)
        {
            part.Content.Discard();
        }
    }
}
