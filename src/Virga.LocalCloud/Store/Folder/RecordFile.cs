using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Virga.Local.Store.Folder;

/// <summary>Reads and replaces one JSON record. A reader sees the old one or the new one, never a part.</summary>
internal static class RecordFile
{
    public static void Write<T>(string path, T record, JsonTypeInfo<T> type)
    {
        FolderPaths.RefuseLink(path);
        string temporary = path + FolderPaths.TemporaryEnd;
        File.Delete(temporary);
        File.WriteAllBytes(temporary, JsonSerializer.SerializeToUtf8Bytes(record, type));
        File.Move(temporary, path, overwrite: true);
    }

    public static T Read<T>(string path, JsonTypeInfo<T> type)
    {
        FolderPaths.RefuseLink(path);
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(path), type) ?? throw new InvalidDataException($"{path} is empty. Restore it or delete it.");
        }
        catch (JsonException reason)
        {
            throw new InvalidDataException($"{path} is not a record of this version: {reason.Message} Restore it or delete it.", reason);
        }
    }
}
